import type { Bytes } from '../bytes.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { ed25519PublicKey, signEd25519, verifyEd25519 } from '../trust/ed25519.ts';
import { keySignatureCodec, type KeySignature } from '../trust/keySignature.ts';
import { ascend } from './ascend.ts';
import { requireRule } from './malformedObjectException.ts';
import { ObjectLimits } from './objectLimits.ts';
import type { Extensible } from './objectReader.ts';
import { writeObject } from './objectWriter.ts';
import { bytesOf, opaqueOf } from './opaque.ts';
import { openSigned, signedBytesOf, type SignedCodec } from './signedCodec.ts';

/** An object that several devices sign; signatures ascend by signer, each signer once. */
export type CoSigned<T extends Extensible> = { readonly body: T; readonly signatures: readonly KeySignature[] };

/** The most signatures an object carries. */
export const maxSignatures = 16;

/** The same object with one more signature, or with this signer's replaced; `signatures` is empty for the first. */
export async function coSign<T extends Extensible>(codec: SignedCodec<T>, signed: CoSigned<T>, seed: Uint8Array): Promise<CoSigned<T>> {
    const signer = opaqueOf<DeviceKey>(await ed25519PublicKey(seed));
    const added = { signer, signature: await signEd25519(seed, signedBytesOf(codec, signed.body)) };
    const others = signed.signatures.filter((signature) => signature.signer !== signer);
    return { body: signed.body, signatures: [...others, added].sort((a, b) => (a.signer < b.signer ? -1 : 1)) };
}

/** Whether every signature is its signer's; true of none at all. */
export async function allSignaturesHold<T extends Extensible>(codec: SignedCodec<T>, signed: CoSigned<T>): Promise<boolean> {
    const bytes = signedBytesOf(codec, signed.body);
    for (const { signer, signature } of signed.signatures) {
        if (!(await verifyEd25519(bytesOf(signer), bytes, signature))) return false;
    }
    return true;
}

/** Body and signatures in one map. */
export function encodeCoSigned<T extends Extensible>(codec: SignedCodec<T>, signed: CoSigned<T>): Bytes {
    return writeObject(codec, signed.body, (fields) => {
        fields.objects(ObjectLimits.signatureKey, keySignatureCodec, signed.signatures);
    });
}

/**
 * Reads a body and its signatures, which are not checked yet.
 * @throws MalformedObjectException when the bytes are not such an object, or a signer stands twice or out of order.
 */
export function decodeCoSigned<T extends Extensible>(codec: SignedCodec<T>, bytes: Uint8Array): CoSigned<T> {
    const fields = openSigned(codec, bytes);
    const signatures = fields.objects(ObjectLimits.signatureKey, keySignatureCodec, 1, maxSignatures);
    requireRule(ascend(signatures.map((signature) => signature.signer)), 'signatures ascend by signer and name each one once');
    return { body: codec.read(fields), signatures };
}
