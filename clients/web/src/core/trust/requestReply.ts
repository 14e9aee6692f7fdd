import type { Bytes } from '../bytes.ts';
import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { ObjectHash } from './objectHash.ts';
import { readCharters, signedCharterChainCodec, writeCharters, type SignedCharterChain } from './signedCharterChain.ts';
import { readHash } from './trustFields.ts';

/** An officer's answer to a request: a fresh nonce, from which the digits follow, and the Charter to read. */
export type RequestReply = Extensible & {
    /** The request's id. */
    readonly request: ObjectHash;
    /** 32 fresh random bytes, drawn after the request came. */
    readonly nonce: Bytes;
    readonly charters: SignedCharterChain;
};

export const requestReplyCodec: ObjectCodec<RequestReply> = {
    maxBytes: signedCharterChainCodec.maxBytes + 1024,
    read: (fields) => ({
        request: readHash(fields, 1),
        nonce: fields.bytes(2, 32),
        charters: readCharters(fields, 3),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.opaque(1, value.request);
        fields.bytes(2, value.nonce);
        writeCharters(fields, 3, value.charters);
    },
};
