import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';

/** Asks the device that mints for passes. */
export type PassRequest = Extensible & {
    /** How many passes for mailboxes, 0 to 16. */
    readonly mailboxes: number;
    /** How many passes for channels, 0 to 16. */
    readonly channels: number;
};

export const passRequestCodec: ObjectCodec<PassRequest> = {
    maxBytes: 64,
    read: (fields) => ({ mailboxes: fields.number(1, 0, 16), channels: fields.number(2, 0, 16), ...fields.finish() }),
    write: (fields, value) => {
        fields.number(1, value.mailboxes);
        fields.number(2, value.channels);
    },
};
