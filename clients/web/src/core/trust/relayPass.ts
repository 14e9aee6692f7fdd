import type { Bytes } from '../bytes.ts';
import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { Opaque } from '../cbor/opaque.ts';
import { PassKind } from '../wire/passKind.ts';

/** A pass that the relay takes once for one new row, and what that row is closed by. */
export type RelayPass = Extensible & {
    /** For a mailbox or for a channel. */
    readonly kind: PassKind;
    /** 32 bytes; secret. */
    readonly pass: Bytes;
    /** 32 bytes for the new row. */
    readonly closeMark: Opaque;
};

export const relayPassCodec: ObjectCodec<RelayPass> = {
    maxBytes: 128,
    read: (fields) => ({
        kind: fields.choice(1, PassKind),
        pass: fields.bytes(2, 32),
        closeMark: fields.opaque(3, 32),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.number(1, value.kind);
        fields.bytes(2, value.pass);
        fields.opaque(3, value.closeMark);
    },
};
