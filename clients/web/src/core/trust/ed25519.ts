import { ed25519 } from '@noble/curves/ed25519.js';
import { concat, copyOf, fromHex, wipe, type Bytes } from '../bytes.ts';
import { nativeEd25519, nobleEd25519 } from '../mls/crypto/ed25519.ts';
import { ed25519SignatureBytes } from '../mls/crypto/ed25519Rules.ts';

export const signatureBytes = ed25519SignatureBytes;

const seedBytes = 32;
const algorithm = { name: 'Ed25519' };

/** RFC 8410 §7: what stands before the seed in a PKCS #8 key. */
const pkcs8Head = fromHex('302e020100300506032b657004220420');

let native: Promise<boolean> | undefined;

/** The public key of a 32-byte seed. */
export function ed25519PublicKey(seed: Uint8Array): Promise<Bytes> {
    requireSeed(seed);
    return Promise.resolve(copyOf(ed25519.getPublicKey(seed)));
}

/** Signs with a 32-byte seed; by WebCrypto where it knows the algorithm. */
export async function signEd25519(seed: Uint8Array, message: Uint8Array): Promise<Bytes> {
    requireSeed(seed);
    if (!(await isNative())) return copyOf(ed25519.sign(message, seed));
    const pkcs8 = concat(pkcs8Head, seed);
    try {
        const key = await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
        return new Uint8Array(await crypto.subtle.sign(algorithm, key, copyOf(message)));
    } finally {
        wipe(pkcs8);
    }
}

/** Whether a signature over a message is the key's, by the rules of mls/crypto/ed25519Rules. */
export async function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
    const signing = (await isNative()) ? nativeEd25519 : nobleEd25519;
    return signing.verify(copyOf(publicKey), copyOf(message), copyOf(signature));
}

/** RFC 8410 §10.3: an engine that reads this key knows the algorithm. */
function isNative(): Promise<boolean> {
    const probe = concat(pkcs8Head, new Uint8Array(seedBytes).fill(1));
    native ??= crypto.subtle.importKey('pkcs8', probe, algorithm, false, ['sign']).then(
        () => true,
        () => false,
    );
    return native;
}

function requireSeed(seed: Uint8Array): void {
    if (seed.length !== seedBytes) throw new RangeError('a seed has 32 bytes');
}
