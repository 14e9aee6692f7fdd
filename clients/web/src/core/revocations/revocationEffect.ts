import type { NamedDevice } from '../admissions/namedDevice.ts';
import { knownDevices } from '../admissions/deviceDirectory.ts';
import type { CoSigned } from '../cbor/coSigned.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { revocationContentCodec } from '../content/lastingContent.ts';
import { revocationCodec, revocationCovers, type Revocation } from '../content/revocation.ts';
import { capacityView } from '../papers/admissionWords.ts';
import { missingSigners } from '../papers/missingSigners.ts';
import { firstOf, hasSigned, type Paper } from '../papers/paper.ts';
import type { PaperEffect } from '../papers/paperEffect.ts';
import { PaperFailure } from '../papers/paperFailure.ts';
import type { PaperObject } from '../papers/paperObject.ts';
import { refusalOf, type PaperRefusal } from '../papers/paperRefusal.ts';
import type { PaperWords } from '../papers/paperWords.ts';
import type { PaperWorld } from '../papers/paperWorld.ts';
import { checkByItsCharter, findRevocationSigner } from '../policy/removalRules.ts';
import { partyCodesOf } from '../trust/charter.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { LetterKind } from '../trust/letter.ts';
import type { Signer } from '../trust/signer.ts';
import { KnownCuts } from './knownCuts.ts';

type Basis = {
    readonly known: readonly NamedDevice[];
    readonly before: readonly Revocation[];
    readonly signer: (device: DeviceKey) => Signer | undefined;
};

/**
 * The revocation of a device or a person by the Charter's device rule. When it is complete every signer's device posts it in all its
 * channels where the target stands and tells everybody whose mailbox it knows. It waits for nobody's objection: a device is lost now.
 */
export class RevocationEffect implements PaperEffect {
    readonly waitsForObjections = false;
    readonly outlivesWithdrawal = false;
    readonly #world: PaperWorld;
    readonly #known: readonly NamedDevice[];
    readonly #before: readonly Revocation[];
    readonly #signer: (device: DeviceKey) => Signer | undefined;

    private constructor(world: PaperWorld, { known, before, signer }: Basis) {
        this.#world = world;
        this.#known = known;
        this.#before = before;
        this.#signer = signer;
    }

    /** What everybody's say hangs on is read and verified at once. */
    static async of(world: PaperWorld, { body }: CoSigned<Revocation>): Promise<RevocationEffect> {
        const { writer, ownKey, charters } = world.turn;
        const known = await knownDevices(writer, ownKey);
        const before = (await KnownCuts.read(writer)).revocations.map((one) => one.body);
        const then = charters?.upTo(body.charter);
        const signer = then === undefined ? () => undefined : await findRevocationSigner(body, then, before);
        return new RevocationEffect(world, { known, before, signer });
    }

    async judge(paper: Paper): Promise<PaperRefusal> {
        const { charters } = this.#world.turn;
        if (paper.objects.length !== 1) return 'againstTheRules';
        if (charters === undefined) return 'tooEarly';
        const refusal = refusalOf(
            await checkByItsCharter(revocationIn(paper), charters, this.#before),
            this.#signer(paper.proposer) !== undefined,
        );
        return refusal === 'none' && revocationIn(paper).body.charter !== charters.headId ? 'olderCharter' : refusal;
    }

    hasSay(_: Paper, __: PaperObject, device: DeviceKey): boolean {
        return this.#signer(device) !== undefined;
    }

    signers(paper: Paper): readonly DeviceKey[] {
        const { charter, others } = revocationIn(paper).body;
        const officers = this.#world.turn.charters?.find(charter)?.officers.map(({ key }) => key) ?? [];
        const devices = others.map(({ body }) => body.device);
        return [...new Set([...officers, ...devices])].filter((device) => this.#signer(device) !== undefined);
    }

    missing(paper: Paper): readonly DeviceKey[] {
        const charter = this.#world.turn.charters?.find(revocationIn(paper).body.charter);
        if (charter === undefined) return [];
        const subject = { parties: partyCodesOf(charter), party: revocationIn(paper).body.target.body.party };
        const possible = this.signers(paper)
            .map((device) => this.#signer(device))
            .filter((one) => one !== undefined);
        return missingSigners(charter.deviceRule, subject, possible, (device) => hasSigned(paper, device));
    }

    async isMet(paper: Paper): Promise<boolean> {
        const { charters } = this.#world.turn;
        return charters !== undefined && (await checkByItsCharter(revocationIn(paper), charters, this.#before)) === 'none';
    }

    requireSignable(paper: Paper): Promise<void> {
        const own = this.#world.turn.admission;
        const isOwn = own !== undefined && revocationCovers(revocationIn(paper).body, own.body);
        return isOwn ? Promise.reject(new PaperFailure('cut-own-device')) : Promise.resolve();
    }

    async complete(paper: Paper): Promise<void> {
        const { turn } = this.#world;
        const revocation = revocationIn(paper);
        KnownCuts.keep(turn.writer, revocation);
        const body = encodeObject(revocationContentCodec, { type: 'revocation', revocation });
        for (const { admission, card } of this.#known) {
            // Nothing goes to a device that may be in other hands.
            if (card === undefined || revocationCovers(revocation.body, admission.body)) continue;
            if (!(await turn.trySend(LetterKind.revocation, card, body))) turn.alarm('mailbox-unknown');
        }
        turn.alarm('somebody-cut-off');
    }

    /** Nothing was done that could be taken back. */
    withdrawn(): Promise<void> {
        return Promise.resolve();
    }

    describe(paper: Paper): Promise<PaperWords> {
        const { target, wholePerson } = revocationIn(paper).body;
        const { device } = target.body;
        const known = this.#known.find(({ admission }) => admission.body.device === device)?.name;
        const name = (known === '' ? undefined : known) ?? paper.contacts.find((one) => one.device === device)?.name ?? '';
        const capacity = capacityView(target.body, this.#world.turn.charters);
        return Promise.resolve({
            about: name,
            terms: { type: wholePerson ? 'person-cut' : 'device-cut', name, capacity },
            notBefore: undefined,
        });
    }
}

/** The revocation in a paper. */
export function revocationIn(paper: Paper): CoSigned<Revocation> {
    return firstOf(paper).as(revocationCodec) as CoSigned<Revocation>;
}
