import { copyOf, type Bytes } from '../bytes.ts';
import { curve25519 } from '../mls/crypto/curve25519.ts';
import { ed25519SignatureBytes } from '../mls/crypto/ed25519Rules.ts';
import { Secret } from '../mls/crypto/secret.ts';

export const signatureBytes = ed25519SignatureBytes;

const seedBytes = 32;

/** The public key of a 32-byte seed. */
export async function ed25519PublicKey(seed: Uint8Array): Promise<Bytes> {
    const { signing } = await curve25519();
    return withSecret(seed, (own) => signing.publicKey(own.bytes));
}

/** Signs with a 32-byte seed. */
export async function signEd25519(seed: Uint8Array, message: Uint8Array): Promise<Bytes> {
    const { signing } = await curve25519();
    return withSecret(seed, async (own) => (await signing.signingKey({ privateKey: own }))(own, message));
}

/** Whether a signature over a message is the key's, by the rules of mls/crypto/ed25519Rules. */
export async function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
    return (await curve25519()).signing.verify(copyOf(publicKey), copyOf(message), copyOf(signature));
}

async function withSecret<T>(seed: Uint8Array, use: (own: Secret) => Promise<T>): Promise<T> {
    if (seed.length !== seedBytes) throw new RangeError('a seed has 32 bytes');
    const own = Secret.copyOf(seed);
    try {
        return await use(own);
    } finally {
        own.dispose();
    }
}
