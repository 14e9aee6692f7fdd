import { decodeCoSigned, encodeCoSigned, type CoSigned } from '../cbor/coSigned.ts';
import { decodeObject, encodeObject, type ObjectCodec } from '../cbor/objectCodec.ts';
import { ObjectLimits } from '../cbor/objectLimits.ts';
import type { Extensible, ObjectReader } from '../cbor/objectReader.ts';
import type { ObjectWriter } from '../cbor/objectWriter.ts';
import { charterCodec, CharterLimits, type Charter } from './charter.ts';

/** All versions of a Charter as they travel, from version 1 on; nothing in it counts before `CharterChain.verify`. */
export type SignedCharterChain = Extensible & { readonly versions: readonly CoSigned<Charter>[] };

export const signedCharterChainCodec: ObjectCodec<SignedCharterChain> = {
    maxBytes: ObjectLimits.maxObjectBytes / 2,
    read: (fields) => ({
        versions: fields.byteStrings(1, CharterLimits.versions, 1, CharterLimits.bytes).map((bytes) => decodeCoSigned(charterCodec, bytes)),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.byteStrings(
            1,
            value.versions.map((version) => encodeCoSigned(charterCodec, version)),
        );
    },
};

export function readCharters(fields: ObjectReader, key: number): SignedCharterChain {
    return decodeObject(signedCharterChainCodec, fields.bytes(key, 1, signedCharterChainCodec.maxBytes));
}

export function writeCharters(fields: ObjectWriter, key: number, value: SignedCharterChain): void {
    fields.bytes(key, encodeObject(signedCharterChainCodec, value));
}
