import type { Bytes } from '../bytes.ts';
import { signEd25519, verifyEd25519, signatureBytes } from '../trust/ed25519.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { frame, type SigningLabel } from '../trust/signingLabels.ts';
import { encodeObject, idOfObject, type ObjectCodec } from './objectCodec.ts';
import { ObjectLimits } from './objectLimits.ts';
import { ObjectReader, type Extensible } from './objectReader.ts';
import { writeObject } from './objectWriter.ts';
import { bytesOf } from './opaque.ts';
import { parseStrictCbor } from './strictCbor.ts';

/**
 * The body of a signed object. Signatures stand in the same map under key 63 and cover `label || 0x00 || body`, where the body is the
 * map without key 63; the object's id is the SHA-256 of that body.
 */
export type SignedCodec<T extends Extensible> = ObjectCodec<T> & { readonly label: SigningLabel };

/** An object and the one signature under it. */
export type Signed<T extends Extensible> = { readonly body: T; readonly signature: Bytes };

/** What a signature under the object covers. */
export function signedBytesOf<T extends Extensible>(codec: SignedCodec<T>, body: T): Bytes {
    return frame(codec.label, encodeObject(codec, body));
}

/** Signs a body with one 32-byte seed. */
export async function signObject<T extends Extensible>(codec: SignedCodec<T>, body: T, seed: Uint8Array): Promise<Signed<T>> {
    return { body, signature: await signEd25519(seed, signedBytesOf(codec, body)) };
}

/** Whether the signature is this key's. */
export function isSignedBy<T extends Extensible>(codec: SignedCodec<T>, signed: Signed<T>, key: DeviceKey): Promise<boolean> {
    return verifyEd25519(bytesOf(key), signedBytesOf(codec, signed.body), signed.signature);
}

/** Body and signature in one map. */
export function encodeSigned<T extends Extensible>(codec: SignedCodec<T>, signed: Signed<T>): Bytes {
    return writeObject(codec, signed.body, (fields) => {
        fields.bytes(ObjectLimits.signatureKey, signed.signature);
    });
}

/**
 * Reads a body and its one signature, which is not checked yet.
 * @throws MalformedObjectException when the bytes are not such an object.
 */
export function decodeSigned<T extends Extensible>(codec: SignedCodec<T>, bytes: Uint8Array): Signed<T> {
    const fields = openSigned(codec, bytes);
    const signature = fields.bytes(ObjectLimits.signatureKey, signatureBytes);
    return { body: codec.read(fields), signature };
}

/** The id, which does not depend on the signatures. */
export function idOfSigned<T extends Extensible>(codec: SignedCodec<T>, signed: { readonly body: T }): ObjectHash {
    return idOfObject(codec, signed.body);
}

/** The fields of a signed object, its body not read yet. */
export function openSigned<T extends Extensible>(codec: SignedCodec<T>, bytes: Uint8Array): ObjectReader {
    return new ObjectReader(parseStrictCbor(bytes, codec.maxBytes));
}
