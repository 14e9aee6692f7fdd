import { concat, utf8 } from '../../bytes.ts';
import type { CipherSuite } from './cipherSuite.ts';
import { isP256Scalar } from './p256Scalar.ts';
import { Secret } from './secret.ts';

const version = utf8('HPKE-v1');
const empty = new Uint8Array(0);

/** LabeledExtract(salt, label, ikm) (RFC 9180 §4). */
export function labeledExtract(suite: CipherSuite, suiteId: Uint8Array, salt: Uint8Array, label: string, ikm: Uint8Array): Secret {
    const labeled = concat(version, suiteId, utf8(label), ikm);
    try {
        return suite.crypto.extract(suite, salt, labeled);
    } finally {
        labeled.fill(0);
    }
}

/** LabeledExpand(prk, label, info, L) (RFC 9180 §4). */
export function labeledExpand(
    suite: CipherSuite,
    suiteId: Uint8Array,
    prk: Secret,
    label: string,
    info: Uint8Array,
    length: number,
): Secret {
    const labeled = concat(Uint8Array.of(length >> 8, length), version, suiteId, utf8(label), info);
    return suite.crypto.expand(suite, prk.bytes, labeled, length);
}

function kemSuiteId(suite: CipherSuite): Uint8Array {
    return concat(utf8('KEM'), Uint8Array.of(suite.kemId >> 8, suite.kemId));
}

/** The private half of DeriveKeyPair(ikm) (RFC 9180 §7.1.3). */
export function derivePrivateKey(suite: CipherSuite, ikm: Uint8Array): Secret {
    const suiteId = kemSuiteId(suite);
    const prk = labeledExtract(suite, suiteId, empty, 'dkp_prk', ikm);
    try {
        if (suite.curve === 'Curve25519') return labeledExpand(suite, suiteId, prk, 'sk', empty, suite.kemPrivateKeyBytes);
        for (let counter = 0; ; counter++) {
            const candidate = labeledExpand(suite, suiteId, prk, 'candidate', Uint8Array.of(counter), suite.kemPrivateKeyBytes);
            if (isP256Scalar(candidate.bytes)) return candidate;
            candidate.dispose();
        }
    } finally {
        prk.dispose();
    }
}

/** ExtractAndExpand(dh, kem_context) (RFC 9180 §4.1). */
export function kemSharedSecret(suite: CipherSuite, dh: Secret, kemOutput: Uint8Array, recipientPublicKey: Uint8Array): Secret {
    const suiteId = kemSuiteId(suite);
    const prk = labeledExtract(suite, suiteId, empty, 'eae_prk', dh.bytes);
    try {
        return labeledExpand(suite, suiteId, prk, 'shared_secret', concat(kemOutput, recipientPublicKey), suite.hashBytes);
    } finally {
        prk.dispose();
    }
}
