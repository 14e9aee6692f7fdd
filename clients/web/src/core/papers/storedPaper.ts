import { decodeObject, encodeObject } from '../cbor/objectCodec.ts';
import { hour, opaque } from '../channels/recordFields.ts';
import { localRecord, optional, word } from '../sync/localRecord.ts';
import { contactCodec } from '../trust/contact.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { PaperKind } from '../trust/paperKind.ts';
import { RemarkKind } from '../trust/remarkKind.ts';
import { vettingChecklistCodec } from '../trust/vettingChecklist.ts';
import { bytes, choice, list, record, text, type Of } from '../wire/jsonRecord.ts';
import type { Paper, PaperState } from './paper.ts';
import { PaperObject } from './paperObject.ts';

/** A paper as the store keeps it, under its id. */
export type StoredPaper = Of<typeof shape>;

const shape = record({
    kind: choice(PaperKind),
    /** 1 to 17 objects, each with the signatures gathered so far. */
    objects: list(bytes),
    proposer: opaque<DeviceKey>(),
    note: text,
    hour,
    state: word<PaperState>('open', 'complete', 'withdrawn'),
    contacts: list(bytes),
    checklist: optional(bytes),
    remarks: list(record({ sender: opaque<DeviceKey>(), kind: choice(RemarkKind), text, hour })),
});

export const storedPaperRecord = localRecord(shape);

export function storedOf(paper: Paper): StoredPaper {
    return {
        ...paper,
        objects: paper.objects.map((part) => part.encode()),
        contacts: paper.contacts.map((contact) => encodeObject(contactCodec, contact)),
        checklist: paper.checklist && encodeObject(vettingChecklistCodec, paper.checklist),
    };
}

export function readPaper(stored: StoredPaper): Paper {
    return {
        ...stored,
        objects: stored.objects.map((one, place) => PaperObject.decode(stored.kind, place, one)),
        contacts: stored.contacts.map((one) => decodeObject(contactCodec, one)),
        checklist: stored.checklist && decodeObject(vettingChecklistCodec, stored.checklist),
    };
}
