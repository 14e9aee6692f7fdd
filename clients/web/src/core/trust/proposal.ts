import type { Bytes } from '../bytes.ts';
import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import { CharterLimits } from './charter.ts';
import { contactCodec, type Contact } from './contact.ts';
import { PaperKind } from './paperKind.ts';
import { readHour } from './trustFields.ts';
import type { UnixHour } from './unixHour.ts';
import { vettingChecklistCodec, type VettingChecklist } from './vettingChecklist.ts';

/**
 * Asks others to sign: the objects as the sender has them, with the signatures gathered so far. The id of a paper is that of its first
 * object.
 */
export type Proposal = Extensible & {
    /** What the objects are. */
    readonly kind: PaperKind;
    /** 1 to 17 co-signed objects, encoded. */
    readonly objects: readonly Bytes[];
    /** The devices the objects are about and the other signers, as far as the sender knows them; at most 32. */
    readonly contacts: readonly Contact[];
    /** For the signers, up to 1000 characters; may be empty. */
    readonly note: string;
    /** With an admission: what officers wrote down. */
    readonly checklist: VettingChecklist | undefined;
    /** When it was proposed. */
    readonly hour: UnixHour;
};

/** The most objects of one paper: a Charter and the admissions of 16 officers. */
export const maxPaperObjects = 17;

/** The most contacts that travel with a paper. */
export const maxContacts = 32;

export const proposalCodec: ObjectCodec<Proposal> = {
    maxBytes: 192 * 1024,
    read: (fields) => ({
        kind: fields.choice(1, PaperKind),
        objects: fields.byteStrings(2, maxPaperObjects, 1, CharterLimits.bytes + 4096),
        contacts: fields.objects(3, contactCodec, 0, maxContacts),
        note: fields.text(4, 0, 1000),
        checklist: fields.has(5) ? fields.object(5, vettingChecklistCodec) : undefined,
        hour: readHour(fields, 6),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.number(1, value.kind);
        fields.byteStrings(2, value.objects);
        fields.objects(3, contactCodec, value.contacts);
        fields.text(4, value.note);
        fields.object(5, vettingChecklistCodec, value.checklist);
        fields.number(6, value.hour);
    },
};
