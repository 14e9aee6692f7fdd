import { sha256 } from '@noble/hashes/sha2.js';
import { CharterFailure } from '../amendments/charterFailure.ts';
import { DeskFailure } from '../admissions/deskFailure.ts';
import { expiryOf } from '../admissions/linkBody.ts';
import { storedInvitationRecord, type StoredInvitation } from '../admissions/storedInvitation.ts';
import type { HandedLink } from '../admissions/views.ts';
import { copyOf, equalBytes, type Bytes } from '../bytes.ts';
import { requireRule } from '../cbor/malformedObjectException.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { bytesOf, opaqueOf } from '../cbor/opaque.ts';
import { decodeSigned, idOfSigned, isSignedBy } from '../cbor/signedCodec.ts';
import { cardOf } from '../devices/mailboxMaker.ts';
import { drawPass, mintPasses } from '../devices/passMint.ts';
import { PaperFailure } from '../papers/paperFailure.ts';
import { bucket } from '../sync/bucket.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import type { DeviceTurn } from '../sync/deviceTurn.ts';
import { quickStartCharter, type Charter } from '../trust/charter.ts';
import type { Contact } from '../trust/contact.ts';
import { foundingLinkCodec, foundingLinkToLink } from '../trust/foundingLink.ts';
import { foundingRequestCodec, type FoundingRequest } from '../trust/foundingRequest.ts';
import { LetterKind, type Letter } from '../trust/letter.ts';
import { checkNameAmong } from '../trust/nameRules.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import { requestDeclinedCodec } from '../trust/requestDeclined.ts';
import { Roles } from '../trust/roles.ts';
import { roleList } from '../trust/roleWords.ts';
import { timeOf } from '../trust/unixHour.ts';
import { PassKind } from '../wire/passKind.ts';
import { unmetRule } from './charterCheck.ts';
import type { FoundingPlan } from './foundingPlan.ts';
import { parseStandardRules } from './standardRules.ts';
import { storedFounderRecord, type StoredFounder } from './storedFounder.ts';
import type { FounderView, SideView } from './views.ts';

const longestHours = 60 * 24;
/** A letter may have waited for a day. */
const hoursOnTheWay = 24;

/** An answer to a founding link. */
type Answer = {
    readonly id: ObjectHash;
    readonly record: StoredFounder;
    readonly request: FoundingRequest;
    readonly link: StoredInvitation;
};

/** Mints the pass for another founder's mailbox and signs the link. @throws DeskFailure or CharterFailure when none was made. */
export async function inviteFounder(
    session: DeviceSession,
    roles: Roles,
    party: PartyCode | undefined,
    hours: number,
): Promise<HandedLink> {
    const { device, ownKey } = session;
    const { plan, management } = device;
    if (device.stage !== 'gathering' || plan === undefined || management === undefined) throw new DeskFailure('not-allowed');
    if (party !== undefined && !plan.parties.some(({ code }) => code === party)) throw new DeskFailure('not-found');
    if (roles === Roles.none) throw new CharterFailure('draft-officer');
    const expiresAt = expiryOf(session, hours, longestHours);
    const { pass, closeMark } = drawPass(management, PassKind.mailbox);
    await mintPasses(session, PassKind.mailbox, [pass]);
    const { relay, relayId, mailbox } = device;
    const body = {
        relay,
        relayId,
        inviter: ownKey,
        card: cardOf(mailbox),
        secret: crypto.getRandomValues(new Uint8Array(32)),
        pass,
        closeMark,
        title: plan.title,
        party,
        roles,
        expiresAt,
    };
    const link = await foundingLinkToLink(body, device.deviceSeed);
    await session.store.write((writer) => {
        const id = bytesOf(idOfSigned(foundingLinkCodec, { body }));
        const record = { id, party, roles, expiresAt, earlier: undefined, name: undefined, afterCut: undefined };
        storedInvitationRecord.put(writer, bucket.foundingLinks, sha256(body.secret), record);
    });
    return { link, expiresAt: timeOf(expiresAt) };
}

/**
 * The first founder's desk while there is no Charter yet, in one transaction: the other founders' keys and mailboxes come in. A link that
 * two devices answered puts both in doubt, and nothing can be proposed while one is.
 */
export class FoundingDesk {
    readonly #turn: DeviceTurn;

    constructor(turn: DeviceTurn) {
        this.#turn = turn;
    }

    /**
     * A founder answered: the request carries the secret of a link made here that has not expired.
     * @throws MalformedObjectException when it is not such a request.
     */
    async requested(letter: Letter): Promise<void> {
        const { writer, device, ownKey } = this.#turn;
        requireRule(device.stage === 'gathering' && device.plan !== undefined, "a founder's key when none is awaited");
        const signed = decodeSigned(foundingRequestCodec, letter.body);
        const { body } = signed;
        const isOwn = letter.sender === body.device && (await isSignedBy(foundingRequestCodec, signed, body.device));
        requireRule(isOwn, "a founder's key that its device did not sign");
        requireRule(body.device !== ownKey, "the own key as another founder's");
        const key = sha256(body.secret);
        const made = await writer.get(bucket.foundingLinks, key);
        requireRule(made !== undefined, "a founder's key without a link");
        const link = storedInvitationRecord.decode(made);
        requireRule(body.link === opaqueOf(link.id), "a founder's key without a link");
        const isInTime = body.hour < link.expiresAt && this.#turn.hour() < link.expiresAt + hoursOnTheWay;
        requireRule(isInTime, "a founder's key on an expired link");
        const id = idOfSigned(foundingRequestCodec, signed);
        const all = await this.#answers();
        if (all.some((other) => other.id === id)) return;
        const others = all.filter(({ record }) => equalBytes(record.link, key));
        const inDoubt = others.length > 0 || body.card === undefined;
        for (const { id: other, record } of others)
            storedFounderRecord.put(writer, bucket.founders, bytesOf(other), { ...record, inDoubt });
        storedFounderRecord.put(writer, bucket.founders, bytesOf(id), { request: copyOf(letter.body), link: copyOf(key), inDoubt });
        if (inDoubt) this.#turn.alarm('link-in-doubt');
    }

    /** The founders so far, this device's person first. @throws DeskFailure when this device gathers none. */
    async founders(): Promise<readonly FounderView[]> {
        const { party, roles } = this.#plan();
        const { ownKey, device } = this.#turn;
        const own = { id: ownKey, name: device.name, party, roles: roleList(roles), isSelf: true, inDoubt: false };
        const others = (await this.#answers()).map(({ id, request, link, record }) => ({
            id,
            name: request.name,
            party: link.party,
            roles: roleList(link.roles),
            isSelf: false,
            inDoubt: record.inDoubt,
        }));
        return [own, ...others];
    }

    /** The sides as they were planned. @throws DeskFailure when this device gathers none. */
    sides(): readonly SideView[] {
        return this.#plan().parties;
    }

    /** Takes a founder out again; the link they answered stays used. @throws DeskFailure when there is none. */
    async drop(id: string): Promise<void> {
        this.#plan();
        const { writer } = this.#turn;
        const found = (await this.#answers()).find((one) => one.id === id);
        if (found === undefined) throw new DeskFailure('not-found');
        writer.delete(bucket.founders, bytesOf(found.id));
        const { card } = found.request;
        const declined = encodeObject(requestDeclinedCodec, { request: found.id, reason: '' });
        if (card !== undefined) await this.#turn.send(LetterKind.declined, card, declined);
    }

    /** Version 1 as the plan and the answers make it; nobody has signed it. @throws a ToldFailure when somebody is missing or in doubt. */
    async draft(): Promise<Charter> {
        const { title, parties, rules, roles, party } = this.#plan();
        const { admissionRule, deviceRule, quorum, leastOfficers } = parseStandardRules(rules);
        const { ownKey } = this.#turn;
        const answers = await this.#answers();
        this.#requireNoDoubt(answers);
        const others = answers
            .toSorted((a, b) => a.request.hour - b.request.hour || (a.request.device < b.request.device ? -1 : 1))
            .map(({ request, link }) => ({ key: request.device, party: link.party as PartyCode | undefined, roles: link.roles }));
        const officers = [{ key: ownKey, party, roles }, ...others];
        if (officers.length < leastOfficers) throw new DeskFailure('not-ready');
        const quick = quickStartCharter(title, ownKey, this.#turn.hour());
        const charter = { ...quick, parties, officers, admissionRule, deviceRule, quorum };
        if (unmetRule(charter) !== undefined) throw new CharterFailure('draft-unworkable');
        return charter;
    }

    /** The other founders as a paper names them. */
    async contacts(): Promise<readonly Contact[]> {
        const requests = (await this.#answers()).map(({ request }) => request);
        return requests.flatMap(({ device, card, name }) => (card === undefined ? [] : [{ device, card, name }]));
    }

    #requireNoDoubt(answers: readonly Answer[]): void {
        const names = [...answers.map(({ request }) => request.name), this.#turn.device.name];
        const devices = new Set(answers.map(({ request }) => request.device));
        if (answers.some(({ record }) => record.inDoubt) || devices.size < answers.length) throw new DeskFailure('link-in-doubt');
        if (names.some((name, i) => checkNameAmong(name, names.slice(0, i)) !== 'none')) throw new PaperFailure('name-looks-alike');
    }

    #plan(): FoundingPlan {
        const { stage, plan } = this.#turn.device;
        if (stage !== 'gathering' || plan === undefined) throw new DeskFailure('not-allowed');
        return plan;
    }

    async #answers(): Promise<readonly Answer[]> {
        const { writer } = this.#turn;
        const answers: Answer[] = [];
        for (const { key, value } of await writer.list(bucket.founders)) {
            const record = storedFounderRecord.decode(value);
            // What was kept with its link, and no link is taken out before all have signed.
            const link = storedInvitationRecord.decode((await writer.get(bucket.foundingLinks, record.link)) as Bytes);
            answers.push({ id: opaqueOf(key), record, request: decodeSigned(foundingRequestCodec, record.request).body, link });
        }
        return answers;
    }
}
