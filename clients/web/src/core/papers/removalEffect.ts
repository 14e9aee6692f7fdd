import { devicesInChannels } from '../admissions/deviceDirectory.ts';
import { PeopleDirectory } from '../admissions/peopleDirectory.ts';
import type { CoSigned } from '../cbor/coSigned.ts';
import type { Opaque } from '../cbor/opaque.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { channelStateRecord } from '../channels/channelState.ts';
import { policyOf } from '../channels/stateReader.ts';
import { removalOrderCodec, type RemovalOrder } from '../content/removalOrder.ts';
import { checkRemovalOrder } from '../policy/removalRules.ts';
import { KnownCuts } from '../revocations/knownCuts.ts';
import { bucket } from '../sync/bucket.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { findOfficer, partyCodesOf } from '../trust/charter.ts';
import type { CharterChain } from '../trust/charterChain.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { asSigner } from '../trust/officer.ts';
import { timeOf } from '../trust/unixHour.ts';
import { missingSigners } from './missingSigners.ts';
import { firstOf, hasSigned, objectsOf, type Paper } from './paper.ts';
import type { PaperEffect } from './paperEffect.ts';
import type { PaperObject } from './paperObject.ts';
import { refusalOf, type PaperRefusal } from './paperRefusal.ts';
import type { PaperWords } from './paperWords.ts';
import type { PaperWorld } from './paperWorld.ts';
import type { RemovalTerms } from './views.ts';

/** Orders to remove somebody, signed by the Charter's quorum. When they are complete each signer's device posts them in the channels they name. */
export class RemovalEffect implements PaperEffect {
    readonly waitsForObjections = false;
    readonly outlivesWithdrawal = false;
    readonly #world: PaperWorld;

    constructor(world: PaperWorld) {
        this.#world = world;
    }

    async judge(paper: Paper): Promise<PaperRefusal> {
        const { charters } = this.#world.turn;
        if (charters === undefined) return 'tooEarly';
        if (ordersIn(paper).some(({ body }) => charters.find(body.charter) === undefined)) return 'tooEarly';
        for (const order of ordersIn(paper)) {
            const refusal = await this.#judge(paper, order, charters);
            if (refusal !== 'none') return refusal;
        }
        return 'none';
    }

    hasSay(_: Paper, __: PaperObject, device: DeviceKey): boolean {
        const { charters } = this.#world.turn;
        return charters !== undefined && findOfficer(charters.head, device) !== undefined;
    }

    signers(): readonly DeviceKey[] {
        return this.#world.turn.charters?.head.officers.map(({ key }) => key) ?? [];
    }

    missing(paper: Paper): readonly DeviceKey[] {
        const charter = this.#world.turn.charters?.head;
        if (charter === undefined) return [];
        const subject = { parties: partyCodesOf(charter), party: undefined };
        return missingSigners(charter.quorum, subject, charter.officers.map(asSigner), (device) => hasSigned(paper, device));
    }

    async isMet(paper: Paper): Promise<boolean> {
        const { charters } = this.#world.turn;
        if (charters === undefined) return false;
        for (const order of ordersIn(paper)) if ((await checkRemovalOrder(order, charters)) !== 'none') return false;
        return true;
    }

    requireSignable(): Promise<void> {
        return Promise.resolve();
    }

    complete(paper: Paper): Promise<void> {
        // The next sync posts it in each channel that it names and where its target stands.
        for (const order of ordersIn(paper)) KnownCuts.keepOrder(this.#world.turn.writer, order);
        return Promise.resolve();
    }

    withdrawn(): Promise<void> {
        return Promise.resolve();
    }

    async describe(paper: Paper): Promise<PaperWords> {
        const removals: RemovalTerms[] = [];
        for (const { body } of ordersIn(paper)) {
            const { channel, reason, hour } = body;
            const title = channel && (await this.#titleOf(channel));
            removals.push({ name: await this.#nameOf(body), channel: title, reason, at: timeOf(hour) });
        }
        const names = [...new Set(removals.map(({ name }) => name))].filter((name) => name !== '');
        return { about: names.join(', '), terms: { type: 'removal', removals }, notBefore: undefined };
    }

    async #judge(paper: Paper, order: CoSigned<RemovalOrder>, charters: CharterChain): Promise<PaperRefusal> {
        const refusal = await checkRemovalOrder(order, charters);
        // An order holds under the version that it names only, and that was in force when it was proposed.
        return refusal === 'anotherCharter' ? 'olderCharter' : refusalOf(refusal, this.hasSay(paper, firstOf(paper), paper.proposer));
    }

    async #nameOf(order: RemovalOrder): Promise<string> {
        const { writer, admission: own, device } = this.#world.turn;
        const known = [...(await PeopleDirectory.read(writer)).all, ...(await devicesInChannels(writer))];
        const all = own === undefined ? known : [{ name: device.name, admission: own }, ...known];
        const meant = all.filter(({ admission }) => idOfAdmission(admission) === order.admission || admission.body.person === order.person);
        return meant.find(({ name }) => name !== '')?.name ?? '';
    }

    /** Empty for a channel in which this device is not. */
    async #titleOf(channel: Opaque): Promise<string> {
        const stored = await this.#world.turn.writer.get(bucket.channels, bytesOf(channel));
        return (stored && policyOf(channelStateRecord.decode(stored))?.policy.body.title) ?? '';
    }
}

function ordersIn(paper: Paper): readonly CoSigned<RemovalOrder>[] {
    return objectsOf(paper, removalOrderCodec);
}
