import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { PartyCode } from './partyCode.ts';
import { readParty } from './trustFields.ts';

/** A party to the dialogue, as the Charter names it. */
export type Party = Extensible & {
    /** Its short name in objects. */
    readonly code: PartyCode;
    /** The neutral name shown to people, 1 to 64 characters. */
    readonly title: string;
};

export const partyCodec: ObjectCodec<Party> = {
    maxBytes: 256,
    read: (fields) => ({ code: readParty(fields, 1), title: fields.text(2, 1, 64), ...fields.finish() }),
    write: (fields, value) => {
        fields.text(1, value.code);
        fields.text(2, value.title);
    },
};
