import type { CipherSuite } from './cipherSuite.ts';
import { isP256Scalar, p256Scalar } from './p256Scalar.ts';
import { Secret } from './secret.ts';

/** A private key of a suite's curve, copied. Throws a RangeError when the bytes are none. */
export function privateKeyOf(suite: CipherSuite, privateKey: Uint8Array): Secret {
    if (suite.curve === 'P256') return new Secret(p256Scalar(privateKey));
    if (privateKey.length !== suite.kemPrivateKeyBytes) throw new RangeError("the private key has not the suite's length");
    return Secret.copyOf(privateKey);
}

/** Whether stored bytes can be a private key of a suite's curve, in full length. */
export function isPrivateKey(suite: CipherSuite, stored: Uint8Array): boolean {
    return suite.curve === 'P256' ? isP256Scalar(stored) : stored.length === suite.kemPrivateKeyBytes;
}
