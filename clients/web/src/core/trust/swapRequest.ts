import type { Extensible } from '../cbor/objectReader.ts';
import type { Opaque } from '../cbor/opaque.ts';
import type { SignedCodec } from '../cbor/signedCodec.ts';
import type { ObjectHash } from './objectHash.ts';
import { SigningLabels } from './signingLabels.ts';
import { readHash, readHour } from './trustFields.ts';
import type { UnixHour } from './unixHour.ts';

/** Asks any member to swap the sender's leaf; signed by the leaf key, inside a letter signed by the device. */
export type SwapRequest = Extensible & {
    readonly channel: Opaque;
    /** SHA-256 of the leaf node that now stands in the tree. */
    readonly leafNode: ObjectHash;
    readonly hour: UnixHour;
};

export const swapRequestCodec: SignedCodec<SwapRequest> = {
    maxBytes: 512,
    label: SigningLabels.swapRequest,
    read: (fields) => ({
        channel: fields.opaque(1, 16, 64),
        leafNode: readHash(fields, 2),
        hour: readHour(fields, 3),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.opaque(1, value.channel);
        fields.opaque(2, value.leafNode);
        fields.number(3, value.hour);
    },
};
