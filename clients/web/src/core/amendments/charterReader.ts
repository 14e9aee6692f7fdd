import { storedPersonRecord } from '../admissions/storedPerson.ts';
import { encodeSigned, signObject } from '../cbor/signedCodec.ts';
import { bytesOf, opaqueOf } from '../cbor/opaque.ts';
import { FoundingDesk } from '../founding/foundingDesk.ts';
import { openCharterPaper } from '../papers/charterPapers.ts';
import { firstOf, hasSigned, idOfPaper, type Paper } from '../papers/paper.ts';
import type { PaperWorld } from '../papers/paperWorld.ts';
import type { CharterTerms } from '../papers/views.ts';
import { bucket } from '../sync/bucket.ts';
import { charterAcceptanceCodec, type CharterAcceptance } from '../trust/charterAcceptance.ts';
import { charterCodec, findOfficer, type Charter } from '../trust/charter.ts';
import type { CharterChain } from '../trust/charterChain.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { charterDigits } from '../trust/digits.ts';
import { LetterKind } from '../trust/letter.ts';
import type { MailboxCard } from '../trust/mailboxCard.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { CharterFailure } from './charterFailure.ts';
import { writeDraft } from './charterFile.ts';
import { charterTerms } from './charterWords.ts';
import { survivalView } from './knownAdmissions.ts';
import { officerNames } from './officerNames.ts';
import type { CharterView } from './views.ts';

/** Shows the Charter to a person, and takes the person's acceptance; made for one transaction. */
export class CharterReader {
    readonly #world: PaperWorld;

    constructor(world: PaperWorld) {
        this.#world = world;
    }

    /**
     * The version in force; the one that waits for signatures if that is asked for, or if none is in force yet.
     * @throws CharterFailure when there is none.
     */
    async show(proposed: boolean): Promise<CharterView> {
        const { charters } = this.#world.turn;
        if (!proposed && charters !== undefined) return this.#inForce(charters);
        const paper = await openCharterPaper(this.#world.turn);
        if (paper === undefined) throw new CharterFailure('not-ready');
        return this.#proposed(paper);
    }

    /** What signers compare: the version that waits for signatures, else the one in force. */
    async toCompare(): Promise<CharterView> {
        return this.show((await openCharterPaper(this.#world.turn)) !== undefined);
    }

    /** The version in force as a draft to edit; before that, version 1 as it was planned. @throws CharterFailure when there is none. */
    async draft(): Promise<string> {
        const { turn, book } = this.#world;
        const desk = turn.device.plan && new FoundingDesk(turn);
        const charter = desk === undefined ? this.#charters().head : await desk.draft();
        return writeDraft(charter, await officerNames(book, charter, await desk?.contacts()));
    }

    /** Accepts the version in force and tells its officers. @throws CharterFailure when nobody can be told. */
    async accept(): Promise<CharterView> {
        const { turn, book } = this.#world;
        const charters = this.#charters();
        const others = charters.head.officers.map(({ key }) => key).filter((key) => key !== turn.ownKey);
        const cards = await Promise.all(others.map((key) => book.cardOf(key)));
        const known = cards.filter((card): card is MailboxCard => card !== undefined);
        if (known.length === 0 && others.length > 0) throw new CharterFailure('not-ready');
        const body: CharterAcceptance = { dialogue: charters.dialogue, charter: charters.headId, device: turn.ownKey, hour: turn.hour() };
        const acceptance = encodeSigned(charterAcceptanceCodec, await signObject(charterAcceptanceCodec, body, turn.device.deviceSeed));
        for (const card of known) await turn.send(LetterKind.acceptance, card, acceptance);
        await turn.save({ ...turn.device, acceptedCharter: bytesOf(charters.headId) });
        return this.#inForce(charters);
    }

    #charters(): CharterChain {
        const { charters, admission } = this.#world.turn;
        if (charters === undefined || admission === undefined) throw new CharterFailure('not-ready');
        return charters;
    }

    async #inForce(charters: CharterChain): Promise<CharterView> {
        const { head, headId } = charters;
        const before = head.previous === undefined ? undefined : charters.find(head.previous);
        return { ...(await this.#view(head, headId, before)), ...(await this.#acceptance(charters)) };
    }

    async #proposed(paper: Paper): Promise<CharterView> {
        const { turn } = this.#world;
        const charter = (firstOf(paper).as(charterCodec) as { readonly body: Charter }).body;
        const before = turn.charters?.head;
        const survival = before && (await survivalView(turn, charter, before));
        return {
            ...(await this.#view(charter, idOfPaper(paper), before, paper)),
            state: 'proposed',
            paper: idOfPaper(paper),
            survival,
            accepted: hasSigned(paper, turn.ownKey),
        };
    }

    async #view(charter: Charter, id: ObjectHash, before: Charter | undefined, paper?: Paper): Promise<CharterView> {
        const nameOf = (device: DeviceKey) => this.#world.book.nameOf(device, paper?.contacts);
        const terms = await charterTerms(charter, nameOf);
        const earlier = before && (await charterTerms(before, nameOf));
        return {
            id,
            version: charter.version,
            state: 'in-force',
            paper: undefined,
            digits: charterDigits(id),
            terms,
            before: earlier,
            changed: earlier === undefined ? [] : changedParts(earlier, terms),
            survival: undefined,
            accepted: false,
            acceptedBy: [],
            notAcceptedBy: [],
        };
    }

    /** Who has accepted the version in force; only officers are told of others. */
    async #acceptance({ head, headId }: CharterChain): Promise<Pick<CharterView, 'accepted' | 'acceptedBy' | 'notAcceptedBy'>> {
        const { turn } = this.#world;
        const isThis = (version: Uint8Array | undefined) => version !== undefined && opaqueOf(version) === headId;
        const accepted = isThis(turn.device.acceptedCharter);
        if (findOfficer(head, turn.ownKey) === undefined) return { accepted, acceptedBy: [], notAcceptedBy: [] };
        const people = (await turn.writer.list(bucket.people)).map(({ value }) => storedPersonRecord.decode(value));
        const names = (has: boolean) => people.filter((one) => isThis(one.acceptedCharter) === has).map(({ name }) => name);
        return { accepted, acceptedBy: names(true), notAcceptedBy: names(false) };
    }
}

/** Which parts of a version differ from the one before. */
export function changedParts(before: CharterTerms, after: CharterTerms): readonly (keyof CharterTerms)[] {
    const parts = Object.keys(after) as (keyof CharterTerms)[];
    return parts.filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]));
}
