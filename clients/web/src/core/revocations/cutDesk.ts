import { knownDevices } from '../admissions/deviceDirectory.ts';
import type { NamedDevice } from '../admissions/namedDevice.ts';
import type { CoSigned } from '../cbor/coSigned.ts';
import { maxOthers, revocationCodec } from '../content/revocation.ts';
import { firstOf, hasSigned, idOfPaper, isWaiting, type Paper } from '../papers/paper.ts';
import { PaperDesk } from '../papers/paperDesk.ts';
import type { PaperDraft } from '../papers/paperDraft.ts';
import { findEffect } from '../papers/paperEffects.ts';
import { PaperFailure } from '../papers/paperFailure.ts';
import { PaperObject } from '../papers/paperObject.ts';
import { PaperShelf } from '../papers/paperShelf.ts';
import type { PaperWorld } from '../papers/paperWorld.ts';
import type { Admission } from '../trust/admission.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { PaperKind } from '../trust/paperKind.ts';
import { KnownCuts } from './knownCuts.ts';
import { revocationIn } from './revocationEffect.ts';

/** Whom to cut off. */
export type Cut = {
    /** The device, or one of the person's. */
    readonly device: DeviceKey;
    /** Whether all devices of the person are meant. */
    readonly wholePerson: boolean;
    /** For the signers. */
    readonly reason: string;
};

/**
 * Cuts somebody off: the first who says so proposes the revocation and signs it, the second who says the same signs that one. Nobody has
 * to know who was first.
 */
export class CutDesk {
    readonly #world: PaperWorld;

    constructor(world: PaperWorld) {
        this.#world = world;
    }

    /** Proposes the revocation, or signs the one that waits. @throws PaperFailure when neither was done. */
    async cut({ device, wholePerson, reason }: Cut): Promise<Paper> {
        const { turn } = this.#world;
        const target = (await knownDevices(turn.writer, turn.ownKey)).find(({ admission }) => admission.body.device === device);
        if (target === undefined) throw new PaperFailure('not-found');
        const waiting = await this.#waiting(target, wholePerson);
        const desk = new PaperDesk(this.#world);
        if (waiting === undefined) return desk.propose(await this.#draft(target, wholePerson, reason));
        return hasSigned(waiting, turn.ownKey) ? waiting : desk.sign(idOfPaper(waiting));
    }

    /** An open paper that says the same. */
    async #waiting({ admission }: NamedDevice, wholePerson: boolean): Promise<Paper | undefined> {
        const { turn } = this.#world;
        const { device, person } = admission.body;
        for (const paper of await new PaperShelf(turn).all()) {
            if (paper.kind !== PaperKind.revocation || !isWaiting(paper, turn.hour())) continue;
            const { body } = revocationIn(paper);
            const target = body.target.body;
            const isSame = wholePerson ? target.person === person : target.device === device;
            if (body.charter !== turn.charters?.headId || body.wholePerson !== wholePerson || !isSame) continue;
            if ((await findEffect(this.#world, paper)).hasSay(paper, firstOf(paper), turn.ownKey)) return paper;
        }
        return undefined;
    }

    async #draft(target: NamedDevice, wholePerson: boolean, reason: string): Promise<PaperDraft> {
        const { name, admission, card } = target;
        const { charters } = this.#world.turn;
        if (charters === undefined) throw new PaperFailure('not-ready');
        const { dialogue, headId: charter } = charters;
        const others = wholePerson ? [] : await this.#others(target);
        const body = { dialogue, charter, target: admission, wholePerson, others, hour: this.#world.turn.hour() };
        return {
            kind: PaperKind.revocation,
            objects: [PaperObject.of(revocationCodec, { body, signatures: [] })],
            about: card !== undefined && name !== '' ? [{ device: admission.body.device, card, name }] : [],
            note: reason,
            checklist: undefined,
        };
    }

    /** The person's devices that stay: this one first, if it is one of them, for only who stands here can sign as such. */
    async #others({ admission: { body: target } }: NamedDevice): Promise<readonly CoSigned<Admission>[]> {
        const { writer, ownKey, admission: own } = this.#world.turn;
        const cuts = await KnownCuts.read(writer);
        const known = (await knownDevices(writer, ownKey)).map(({ admission }) => admission);
        const newest = known.toSorted((one, other) => other.body.notBefore - one.body.notBefore);
        return [...(own === undefined ? [] : [own]), ...newest]
            .filter((one) => one.body.person === target.person && one.body.device !== target.device && !cuts.covers(one, undefined))
            .slice(0, maxOthers);
    }
}
