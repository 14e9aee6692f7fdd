import { sha256 } from '@noble/hashes/sha2.js';
import { requireRule } from '../cbor/malformedObjectException.ts';
import { decodeObject, encodeObject } from '../cbor/objectCodec.ts';
import { bytesOf, opaqueOf } from '../cbor/opaque.ts';
import { decodeSigned, encodeSigned, idOfSigned, isSignedBy } from '../cbor/signedCodec.ts';
import { PaperDesk } from '../papers/paperDesk.ts';
import { PaperObject } from '../papers/paperObject.ts';
import { admissionCodec, type Admission } from '../trust/admission.ts';
import { findOfficer } from '../trust/charter.ts';
import type { MailboxCard } from '../trust/mailboxCard.ts';
import { PaperKind } from '../trust/paperKind.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import { personTagBytes, type PersonTag } from '../trust/personTag.ts';
import { beginOf, endOf, termsOf, type AdmissionTerms } from './admissionTerms.ts';
import { furtherDevice } from './furtherDevice.ts';
import type { AdmissionOptions } from './views.ts';
import type { PaperWorld } from '../papers/paperWorld.ts';
import { KnownCuts } from '../revocations/knownCuts.ts';
import type { StoreReader } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import type { CharterChain } from '../trust/charterChain.ts';
import { charterAcceptanceCodec } from '../trust/charterAcceptance.ts';
import { digitsDifferCodec } from '../trust/digitsDiffer.ts';
import { joinRequestCodec, type JoinRequest } from '../trust/joinRequest.ts';
import { LetterKind, type Letter } from '../trust/letter.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { RemarkKind } from '../trust/remarkKind.ts';
import { requestDeclinedCodec } from '../trust/requestDeclined.ts';
import { requestReplyCodec } from '../trust/requestReply.ts';
import { DeskFailure } from './deskFailure.ts';
import { acceptedBy } from './peopleDirectory.ts';
import { plainText } from './plainText.ts';
import { bodyOf, isOpen, requestShelf, type KeptRequest } from './requestShelf.ts';
import { storedInvitationRecord, type StoredInvitation } from './storedInvitation.ts';
import type { StoredRequest } from './storedRequest.ts';

const hoursOfDay = 24;
const reasonCharacters = 512;

/**
 * The officer's desk: requests come in, the digits are compared face to face or by voice, then the officer signs. A link that two
 * devices used admits neither.
 */
export class AdmissionDesk {
    readonly #world: PaperWorld;

    constructor(world: PaperWorld) {
        this.#world = world;
    }

    /**
     * A request came: it carries the secret of an invitation made here that has not expired.
     * @throws MalformedObjectException when it is none.
     */
    async requested(letter: Letter): Promise<void> {
        const { turn } = this.#world;
        const signed = decodeSigned(joinRequestCodec, letter.body);
        const { body } = signed;
        const isOwn = letter.sender === body.device && (await isSignedBy(joinRequestCodec, signed, body.device));
        requireRule(isOwn, 'a request that its device did not sign');
        const key = sha256(body.secret);
        const invitation = await findInvitation(turn.writer, key);
        requireRule(invitation !== undefined, 'a request without an invitation');
        requireRule(opaqueOf(invitation.id) === body.invitation, 'a request for another invitation');
        if (body.hour >= invitation.expiresAt || turn.hour() >= invitation.expiresAt + hoursOfDay) {
            turn.alarm('late-request');
            return;
        }
        const all = await requestShelf.all(turn.writer);
        const id = idOfSigned(joinRequestCodec, signed);
        if (all.some((other) => other.id === id)) return;
        const others = all.filter(({ record }) => opaqueOf(record.invitation) === opaqueOf(key));
        const isDoubtful = others.length > 0 || body.card === undefined;
        for (const other of others) await this.#stop(other, 'in-doubt');
        const nonce = crypto.getRandomValues(new Uint8Array(32));
        requestShelf.put(turn.writer, id, {
            request: encodeSigned(joinRequestCodec, signed),
            invitation: new Uint8Array(key),
            nonce,
            state: isDoubtful ? 'in-doubt' : 'waiting',
            paper: undefined,
        });
        if (body.card !== undefined) {
            const { signed: charters } = this.#charters;
            await turn.send(LetterKind.reply, body.card, encodeObject(requestReplyCodec, { request: id, nonce, charters }));
        }
        if (isDoubtful) turn.alarm('link-in-doubt');
    }

    /** The Charter was accepted by signature. @throws MalformedObjectException when it was not. */
    async accepted(letter: Letter): Promise<void> {
        const { turn } = this.#world;
        const signed = decodeSigned(charterAcceptanceCodec, letter.body);
        const { device, charter, hour } = signed.body;
        const isOwn = device === letter.sender && (await isSignedBy(charterAcceptanceCodec, signed, device));
        requireRule(isOwn, 'an acceptance by somebody else');
        requireRule(turn.charters?.find(charter) !== undefined, 'an acceptance of another Charter');
        await acceptedBy(turn.writer, device, { hour, charter });
    }

    /**
     * The applicant's digits differ. Of a request that never came here another device holds the link, and asked in its place.
     * @throws MalformedObjectException when somebody else says so.
     */
    async differed(letter: Letter): Promise<void> {
        const { turn } = this.#world;
        const { request, secret } = decodeObject(digitsDifferCodec, letter.body);
        const key = sha256(secret);
        requireRule((await findInvitation(turn.writer, key)) !== undefined, 'digits of no link that was made here');
        const asked = (await requestShelf.all(turn.writer)).filter(({ record }) => opaqueOf(record.invitation) === opaqueOf(key));
        const own = asked.find(({ id }) => id === request);
        requireRule(own === undefined || bodyOf(own.record).device === letter.sender, 'digits of another device');
        for (const one of asked) await this.#stop(one, own === undefined ? 'in-doubt' : 'differ');
        turn.alarm(own === undefined ? 'link-in-doubt' : 'digits-differ');
    }

    /** The digits differ on the officer's own screen, or are to be compared again. @throws DeskFailure when there is no such request. */
    async compare(id: string, differ: boolean): Promise<void> {
        const { turn } = this.#world;
        const asked = await requestShelf.open(turn.writer, id);
        if (differ) await this.#stop(asked, 'differ');
        else if (asked.record.state === 'differ') requestShelf.put(turn.writer, asked.id, { ...asked.record, state: 'waiting' });
    }

    /**
     * Proposes the admission to everybody whose signature the Charter asks for; where the own is enough the applicant gets it at once.
     * @throws DeskFailure or PaperFailure when nobody was admitted and nothing proposed.
     */
    async admit(id: string, options: AdmissionOptions): Promise<void> {
        const { turn } = this.#world;
        const asked = await requestShelf.open(turn.writer, id);
        if (asked.record.state === 'in-doubt') throw new DeskFailure('link-in-doubt');
        if (asked.record.state === 'differ') throw new DeskFailure('digits-differ');
        const terms = termsOf(options, turn.hour());
        const invitation = await invitationOf(turn.writer, asked.record);
        const request = bodyOf(asked.record);
        const cuts = await KnownCuts.read(turn.writer);
        const admission =
            invitation.earlier === undefined
                ? this.#newPerson(invitation, request, terms)
                : furtherDevice(this.#charters, { ...invitation, earlier: invitation.earlier }, request, { terms, now: turn.hour(), cuts });
        turn.session.pass('before-paper-persist');
        await this.#propose(asked, admission, terms);
    }

    /** Declines and tells the applicant why. @throws DeskFailure when there is no such request. */
    async decline(id: string, typed: string): Promise<void> {
        const { turn } = this.#world;
        const { record, ...asked } = await requestShelf.open(turn.writer, id);
        const reason = plainText(typed, reasonCharacters);
        requestShelf.put(turn.writer, asked.id, { ...record, state: 'declined' });
        const { card } = bodyOf(record);
        if (card !== undefined) {
            await turn.send(LetterKind.declined, card, encodeObject(requestDeclinedCodec, { request: asked.id, reason }));
        }
    }

    #newPerson(invitation: StoredInvitation, request: JoinRequest, terms: AdmissionTerms): Admission {
        const { turn } = this.#world;
        const charters = this.#charters;
        const signer = findOfficer(charters.head, turn.ownKey);
        if (signer === undefined) throw new DeskFailure('not-allowed');
        const party = invitation.party as PartyCode | undefined;
        return {
            dialogue: charters.dialogue,
            charter: charters.headId,
            person: opaqueOf<PersonTag>(crypto.getRandomValues(new Uint8Array(personTagBytes))),
            device: request.device,
            party,
            roles: invitation.roles,
            notBefore: beginOf(terms, turn.hour(), charters, { signer, party }),
            notAfter: endOf(terms, turn.hour()),
            limits: undefined,
            earlier: undefined,
        };
    }

    async #propose({ id, record }: KeptRequest, admission: Admission, terms: AdmissionTerms): Promise<void> {
        const { turn } = this.#world;
        const { device, card, name } = bodyOf(record);
        const object = PaperObject.of(admissionCodec, { body: admission, signatures: [] });
        // A request without a card was put in doubt when it came.
        const about = [{ device, card: card as MailboxCard, name }];
        const draft = { kind: PaperKind.admission, objects: [object], about, note: terms.note, checklist: terms.checklist };
        requestShelf.put(turn.writer, id, { ...record, state: 'proposed', paper: bytesOf(object.id) });
        await new PaperDesk(this.#world).propose(draft);
    }

    /** Two devices used one link, or the digits differ: what was proposed is taken back before anybody else signs. */
    async #stop({ id, record }: KeptRequest, state: 'in-doubt' | 'differ'): Promise<void> {
        if (record.state === 'in-doubt' || !(isOpen({ record }) || record.state === 'proposed')) return;
        if (record.state === 'proposed' && record.paper !== undefined) {
            const why = state === 'differ' ? RemarkKind.digitsDiffer : RemarkKind.withdrawn;
            await new PaperDesk(this.#world).takeBack(opaqueOf<ObjectHash>(record.paper), why);
        }
        requestShelf.put(this.#world.turn.writer, id, { ...record, state, paper: undefined });
    }

    get #charters(): CharterChain {
        const { charters } = this.#world.turn;
        if (charters === undefined) throw new DeskFailure('not-ready');
        return charters;
    }
}

/** The invitation that a request was made on. */
export async function invitationOf(reader: StoreReader, { invitation }: StoredRequest): Promise<StoredInvitation> {
    return (await findInvitation(reader, invitation)) as StoredInvitation;
}

async function findInvitation(reader: StoreReader, key: Uint8Array): Promise<StoredInvitation | undefined> {
    const stored = await reader.get(bucket.invitations, key);
    return stored && storedInvitationRecord.decode(stored);
}
