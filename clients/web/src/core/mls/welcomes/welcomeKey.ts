import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { AeadKey } from '../crypto/cryptoProvider.ts';
import { expandEachWithLabel } from '../crypto/labels.ts';
import type { Secret } from '../crypto/secret.ts';
import { welcomeSecret } from '../schedule/keySchedule.ts';

const empty = new Uint8Array();

/** Uses welcome_key and welcome_nonce (RFC 9420 §12.4.3.1), which live no longer than that. */
export async function withWelcomeKey<T>(
    suite: CipherSuite,
    joiner: Secret,
    pskSecret: Secret,
    use: (key: AeadKey) => Promise<T>,
): Promise<T> {
    const secret = welcomeSecret(suite, joiner, pskSecret);
    const [key, nonce] = expandEachWithLabel(suite, secret, [
        { label: 'key', context: empty, length: suite.aeadKeyBytes },
        { label: 'nonce', context: empty, length: suite.aeadNonceBytes },
    ]) as [Secret, Secret];
    try {
        return await use({ key: key.bytes, nonce: nonce.bytes });
    } finally {
        for (const used of [secret, key, nonce]) used.dispose();
    }
}
