import { decodeCoSigned, encodeCoSigned, type CoSigned } from '../cbor/coSigned.ts';
import { requireRule } from '../cbor/malformedObjectException.ts';
import { decodeObject, encodeObject } from '../cbor/objectCodec.ts';
import { bytesOf, opaqueOf } from '../cbor/opaque.ts';
import { revocationCovers } from '../content/revocation.ts';
import { openObjections } from '../papers/paper.ts';
import { readPaper, storedPaperRecord } from '../papers/storedPaper.ts';
import { KnownCuts } from '../revocations/knownCuts.ts';
import type { StoreReader, StoreWriter } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import { admissionCodec, idOfAdmission, type Admission } from '../trust/admission.ts';
import { checkAdmissionSignatures } from '../trust/admissionRules.ts';
import { findOfficer } from '../trust/charter.ts';
import type { Contact } from '../trust/contact.ts';
import type { Letter } from '../trust/letter.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { mailboxCardCodec, type MailboxCard } from '../trust/mailboxCard.ts';
import { areSameName } from '../trust/nameRules.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { officerNoticeCodec } from '../trust/officerNotice.ts';
import type { UnixHour } from '../trust/unixHour.ts';
import { announceAdmission } from './admissionNotices.ts';
import { DeskFailure, type DeskProblem } from './deskFailure.ts';
import { isReturn } from './isReturn.ts';
import { storedPersonRecord, type StoredPerson } from './storedPerson.ts';

/** Somebody admitted, as this device keeps it. */
export type Person = {
    readonly name: string;
    readonly card: MailboxCard;
    readonly admission: CoSigned<Admission>;
    /** The admission that this one renewed: the device's key packages may still carry it. */
    readonly earlier: ObjectHash | undefined;
};

/** The people this officer admitted or was told of, in order of admission. */
export class PeopleDirectory {
    readonly all: readonly Person[];
    readonly #cuts: KnownCuts;
    readonly #reader: StoreReader;
    #objectedTo: Promise<ReadonlySet<ObjectHash>> | undefined;

    private constructor(all: readonly Person[], cuts: KnownCuts, reader: StoreReader) {
        this.all = all;
        this.#cuts = cuts;
        this.#reader = reader;
    }

    static async read(reader: StoreReader): Promise<PeopleDirectory> {
        const stored = await reader.list(bucket.people);
        return new PeopleDirectory(
            stored.map(({ value }) => personOf(storedPersonRecord.decode(value))),
            await KnownCuts.read(reader),
            reader,
        );
    }

    /**
     * The one person of a name, compared as names are, with the device that was admitted last; before others one who was not cut off.
     * @throws DeskFailure for none or several.
     */
    named(name: string): Person {
        const all = this.all.filter((one) => areSameName(one.name, name));
        const standing = all.filter(({ admission }) => !this.#cuts.coversPersonOf(admission));
        const found = standing.length > 0 ? standing : all;
        const last = found.at(-1);
        if (last === undefined || new Set(found.map(({ admission }) => admission.body.person)).size > 1) throw new DeskFailure('not-found');
        return last;
    }

    /** All devices of the one person of a name that can be added to channels. @throws DeskFailure for none or several. */
    devicesOf(name: string): readonly Person[] {
        const { person } = this.named(name).admission.body;
        return this.current().filter(({ admission }) => admission.body.person === person);
    }

    /** Every device that can be added to channels: not those that were cut off, or whose place another device took. */
    current(): readonly Person[] {
        return this.all.filter((one) => !this.#isReplaced(one) && !this.isCut(one));
    }

    /**
     * The device whose place a returning one takes: the one that was cut off, else the only one there is.
     * @throws DeskFailure when nobody has that name, or several devices could be meant.
     */
    lostDeviceOf(name: string): Person {
        const { person } = this.named(name).admission.body;
        const open = this.all.filter((one) => one.admission.body.person === person && !this.#isReplaced(one));
        const cut = open.filter((one) => this.isCut(one));
        const found = (cut.length > 0 ? cut : open).at(-1);
        if (found === undefined || (cut.length === 0 && open.length > 1)) throw new DeskFailure('cut-off-first');
        return found;
    }

    /** Whether a device was cut off, by a revocation that names it or with its person. */
    isCutOff(device: DeviceKey): boolean {
        const cuts = this.#cuts.revocations.map(({ body }) => body);
        const admissions = this.all.map(({ admission }) => admission.body).filter((one) => one.device === device);
        return cuts.some((cut) => cut.target.body.device === device || admissions.some((one) => revocationCovers(cut, one)));
    }

    /** Whether a device was cut off everywhere, as far as this device knows. */
    isCut({ admission }: Person): boolean {
        return this.#cuts.covers(admission, undefined);
    }

    /** Why somebody cannot be added to channels now. */
    async whyNotNow({ admission, earlier }: Person, now: UnixHour): Promise<DeskProblem | undefined> {
        this.#objectedTo ??= objectedTo(this.#reader);
        if ((await this.#objectedTo).has(idOfAdmission(admission))) return 'objection-open';
        return now < admission.body.notBefore && earlier === undefined ? 'admission-later' : undefined;
    }

    #isReplaced({ admission }: Person): boolean {
        return this.all.some((one) => isReturn(one.admission) && one.admission.body.earlier?.body.device === admission.body.device);
    }
}

/**
 * Keeps somebody admitted. A renewal takes the place of the device's earlier admission; an older one changes nothing. A16, A10: the
 * mailbox and the name that this device knows stay, whoever tells of others.
 */
export async function putPerson(writer: StoreWriter, admission: CoSigned<Admission>, contact: Contact): Promise<void> {
    const id = idOfAdmission(admission);
    let person: StoredPerson = {
        admission: encodeCoSigned(admissionCodec, admission),
        card: encodeObject(mailboxCardCodec, contact.card),
        name: contact.name,
        acceptedAt: undefined,
        acceptedCharter: undefined,
        earlier: undefined,
    };
    for (const { key, value } of await writer.list(bucket.people)) {
        const record = storedPersonRecord.decode(value);
        const { body } = decodeCoSigned(admissionCodec, record.admission);
        if (body.device !== admission.body.device) continue;
        if (opaqueOf(key) === id || body.notBefore > admission.body.notBefore) return;
        person = { ...record, admission: person.admission, earlier: record.admission };
        writer.delete(bucket.people, key);
    }
    storedPersonRecord.put(writer, bucket.people, bytesOf(id), person);
}

/** A device's person accepted a version of the Charter by signature. */
export async function acceptedBy(
    writer: StoreWriter,
    device: DeviceKey,
    { hour, charter }: { readonly hour: UnixHour; readonly charter: ObjectHash },
): Promise<void> {
    for (const { key, value } of await writer.list(bucket.people)) {
        const record = storedPersonRecord.decode(value);
        if (decodeCoSigned(admissionCodec, record.admission).body.device !== device) continue;
        storedPersonRecord.put(writer, bucket.people, key, { ...record, acceptedAt: hour, acceptedCharter: bytesOf(charter) });
    }
}

/** Another officer told of an admission; it holds by itself. @throws MalformedObjectException when it does not, or nobody who may told it. */
export async function toldOfAdmission(session: DeviceSession, writer: StoreWriter, letter: Letter): Promise<void> {
    const { admission, card, name } = decodeObject(officerNoticeCodec, letter.body);
    const { charters } = session;
    requireRule(charters !== undefined, 'a notice before admission');
    const isOwnOther = admission.body.earlier?.body.device === letter.sender;
    requireRule(
        findOfficer(charters.head, letter.sender) !== undefined || isOwnOther,
        "a notice neither from an officer nor from the person's other device",
    );
    requireRule((await checkAdmissionSignatures(admission, charters)) === 'none', "an admission without the Charter's signatures");
    await putPerson(writer, admission, { device: admission.body.device, card, name });
    await announceAdmission(session, writer, admission, name);
}

/** What papers with an open objection propose: nobody is added on it. */
async function objectedTo(reader: StoreReader): Promise<ReadonlySet<ObjectHash>> {
    const papers = (await reader.list(bucket.papers)).map(({ value }) => readPaper(storedPaperRecord.decode(value)));
    return new Set(papers.filter((paper) => openObjections(paper).length > 0).flatMap(({ objects }) => objects.map(({ id }) => id)));
}

function personOf({ admission, card, name, earlier }: StoredPerson): Person {
    return {
        name,
        card: decodeObject(mailboxCardCodec, card),
        admission: decodeCoSigned(admissionCodec, admission),
        earlier: earlier && idOfAdmission(decodeCoSigned(admissionCodec, earlier)),
    };
}
