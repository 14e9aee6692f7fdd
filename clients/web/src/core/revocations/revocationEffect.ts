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
import { PaperPost } from '../papers/paperPost.ts';
import type { PaperRefusal } from '../papers/paperRefusal.ts';
import type { PaperWords } from '../papers/paperWords.ts';
import type { PaperWorld } from '../papers/paperWorld.ts';
import { checkByItsCharter, revocationSigner, type RemovalRefusal } from '../policy/removalRules.ts';
import { partyCodesOf, type Charter } from '../trust/charter.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { LetterKind } from '../trust/letter.ts';
import type { PersonTag } from '../trust/personTag.ts';
import type { Signer } from '../trust/signer.ts';
import { KnownCuts } from './knownCuts.ts';

/**
 * The revocation of a device or a person by the Charter's device rule. When it is complete every signer's device posts it in all its
 * channels where the target stands and tells everybody whose mailbox it knows. It waits for nobody's objection: a device is lost now.
 */
export class RevocationEffect implements PaperEffect {
    readonly waitsForObjections = false;
    readonly #world: PaperWorld;
    readonly #known: readonly NamedDevice[];

    private constructor(world: PaperWorld, known: readonly NamedDevice[]) {
        this.#world = world;
        this.#known = known;
    }

    /** Whose devices are whose is read at once, because everybody's say hangs on it. */
    static async in(world: PaperWorld): Promise<RevocationEffect> {
        return new RevocationEffect(world, await knownDevices(world.turn.writer, world.turn.ownKey));
    }

    async judge(paper: Paper): Promise<PaperRefusal> {
        const { charters } = this.#world.turn;
        if (paper.objects.length !== 1) return 'againstTheRules';
        if (charters === undefined) return 'tooEarly';
        const refusal = this.#refusal(paper, await checkByItsCharter(revocationIn(paper), charters, this.#ownerOf));
        return refusal === 'none' && revocationIn(paper).body.charter !== charters.headId ? 'olderCharter' : refusal;
    }

    hasSay(paper: Paper, _: PaperObject, device: DeviceKey): boolean {
        return this.#signer(paper, device) !== undefined;
    }

    signers(paper: Paper): readonly DeviceKey[] {
        const officers = this.#charterOf(paper)?.officers.map(({ key }) => key) ?? [];
        const devices = this.#known.map(({ admission }) => admission.body.device);
        return [...new Set([...officers, ...devices, this.#world.turn.ownKey])].filter(
            (device) => this.#signer(paper, device) !== undefined,
        );
    }

    missing(paper: Paper): readonly DeviceKey[] {
        const charter = this.#charterOf(paper);
        if (charter === undefined) return [];
        const subject = { parties: partyCodesOf(charter), party: revocationIn(paper).body.target.body.party };
        const possible = this.signers(paper)
            .map((device) => this.#signer(paper, device))
            .filter((one) => one !== undefined);
        return missingSigners(charter.deviceRule, subject, possible, (device) => hasSigned(paper, device));
    }

    async isMet(paper: Paper): Promise<boolean> {
        const { charters } = this.#world.turn;
        return charters !== undefined && (await checkByItsCharter(revocationIn(paper), charters, this.#ownerOf)) === 'none';
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
        const post = new PaperPost(this.#world);
        for (const { admission, card } of this.#known) {
            // Nothing goes to a device that may be in other hands.
            if (card === undefined || revocationCovers(revocation.body, admission.body)) continue;
            if (!(await post.tryWrite(LetterKind.revocation, body, card))) turn.alarm('mailbox-unknown');
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

    readonly #ownerOf = (device: DeviceKey): PersonTag | undefined => {
        const { ownKey, admission: own } = this.#world.turn;
        if (device === ownKey) return own?.body.person;
        return this.#known.find(({ admission }) => admission.body.device === device)?.admission.body.person;
    };

    #signer(paper: Paper, device: DeviceKey): Signer | undefined {
        const charter = this.#charterOf(paper);
        return charter && revocationSigner(device, revocationIn(paper).body.target.body, charter, this.#ownerOf);
    }

    #refusal(paper: Paper, refusal: RemovalRefusal): PaperRefusal {
        switch (refusal) {
            case 'none':
            case 'signaturesMissing':
                return 'none';
            case 'anotherDialogue':
            case 'falseSignature':
                return refusal;
            case 'anotherCharter':
                return 'tooEarly';
            case 'strangerSigned':
                return this.hasSay(paper, firstOf(paper), paper.proposer) ? 'strangerSigned' : 'noSay';
            default:
                return 'againstTheRules';
        }
    }

    #charterOf(paper: Paper): Charter | undefined {
        return this.#world.turn.charters?.find(revocationIn(paper).body.charter);
    }
}

/** The revocation in a paper. */
export function revocationIn(paper: Paper): CoSigned<Revocation> {
    return firstOf(paper).as(revocationCodec) as CoSigned<Revocation>;
}
