import type { CipherSuite } from './cipherSuite.ts';
import { Secret } from './secret.ts';

/** A private key of a suite's curve, copied. Throws a RangeError when the bytes are none. */
export function privateKeyOf(suite: CipherSuite, privateKey: Uint8Array): Secret {
    if (suite.nist) return new Secret(suite.nist.scalarOf(privateKey));
    if (privateKey.length !== suite.kemPrivateKeyBytes) throw new RangeError("the private key has not the suite's length");
    return Secret.copyOf(privateKey);
}

/** Whether stored bytes can be a private key of a suite's curve, in full length. */
export function isPrivateKey(suite: CipherSuite, stored: Uint8Array): boolean {
    return suite.nist?.isScalar(stored) ?? stored.length === suite.kemPrivateKeyBytes;
}
