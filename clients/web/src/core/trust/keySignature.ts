import type { Bytes } from '../bytes.ts';
import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import { deviceKeyBytes, type DeviceKey } from './deviceKey.ts';
import { signatureBytes } from './ed25519.ts';

/** One device's signature under an object that several sign. */
export type KeySignature = Extensible & {
    readonly signer: DeviceKey;
    readonly signature: Bytes;
};

export const keySignatureCodec: ObjectCodec<KeySignature> = {
    maxBytes: 256,
    read: (fields) => ({
        signer: fields.opaque<DeviceKey>(1, deviceKeyBytes),
        signature: fields.bytes(2, signatureBytes),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.opaque(1, value.signer);
        fields.bytes(2, value.signature);
    },
};
