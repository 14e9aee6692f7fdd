import { CipherSuiteId } from './cipherSuiteId.ts';
import { cipherSuites, suiteCrypto } from './cipherSuite.ts';
import { p256Agreement, p256Signing } from './p256.ts';
import { isP256Scalar, p256Scalar } from './p256Scalar.ts';

// Suite 2. Devices make key packages of suite 3 only, so the product does not import this module: a first visit need not fetch a
// curve that no channel has.
cipherSuites.push({
    id: CipherSuiteId.P256Aes128GcmSha256P256,
    nist: { agreement: p256Agreement, signing: p256Signing, isScalar: isP256Scalar, scalarOf: p256Scalar },
    hashBytes: 32,
    aeadKeyBytes: 16,
    aeadNonceBytes: 12,
    kemPublicKeyBytes: 65,
    kemPrivateKeyBytes: 32,
    signaturePrivateKeyBytes: 32,
    kemId: 0x0010,
    kdfId: 0x0001,
    aeadId: 0x0001,
    crypto: suiteCrypto,
});
