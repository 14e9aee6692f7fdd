import type { Bytes } from '../bytes.ts';
import { decodeObject, encodeObject, type ObjectCodec } from '../cbor/objectCodec.ts';
import { ObjectLimits } from '../cbor/objectLimits.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import { joinerPackCodec, type JoinerPack } from './joinerPack.ts';

/** A Welcome and the pack beside it, before they are cut into letters. */
export type WelcomeBundle = Extensible & {
    /** The encoded MLS Welcome. */
    readonly welcome: Bytes;
    readonly pack: JoinerPack;
};

export const welcomeBundleCodec: ObjectCodec<WelcomeBundle> = {
    maxBytes: ObjectLimits.maxObjectBytes,
    read: (fields) => ({
        welcome: fields.bytes(1, 1, ObjectLimits.maxObjectBytes),
        pack: decodeObject(joinerPackCodec, fields.bytes(2, 1, joinerPackCodec.maxBytes)),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.bytes(1, value.welcome);
        fields.bytes(2, encodeObject(joinerPackCodec, value.pack));
    },
};
