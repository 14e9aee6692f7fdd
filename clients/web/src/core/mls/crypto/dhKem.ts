import { type Bytes, concat, utf8 } from '../../bytes.ts';
import { TlsWriter } from '../codec/tlsWriter.ts';
import type { CipherSuite } from './cipherSuite.ts';
import type { Secret } from './secret.ts';

// What every labelled string begins with: "HPKE-v1" || suite_id. Labels are bytes, for turning text into them costs as much as a hash.
const version = utf8('HPKE-v1');
const x25519Prefix = kemPrefixOf(0x0020);
const labels = {
    derived: utf8('dkp_prk'),
    privateKey: utf8('sk'),
    candidate: utf8('candidate'),
    agreed: utf8('eae_prk'),
    shared: utf8('shared_secret'),
};
const empty = new Uint8Array(0);

// Hashing does not wait, so one writer serves all; what secrets are expanded with is public.
const input = new TlsWriter(128);

/** "HPKE-v1" || "HPKE" || the suite's three numbers (RFC 9180 §5.1). */
export function hpkePrefix(suite: CipherSuite): Bytes {
    const numbers = [suite.kemId, suite.kdfId, suite.aeadId].flatMap((id) => [id >> 8, id]);
    return concat(version, utf8('HPKE'), Uint8Array.from(numbers));
}

/** LabeledExtract(salt, label, ikm) (RFC 9180 §4). */
export function labeledExtract(suite: CipherSuite, prefix: Bytes, salt: Uint8Array, label: Bytes, ikm: Uint8Array): Secret {
    const labeled = concat(prefix, label, ikm);
    try {
        return suite.crypto.extract(suite, salt, labeled);
    } finally {
        labeled.fill(0);
    }
}

/** LabeledExpand(prk, label, info, L) (RFC 9180 §4). */
export function labeledExpand(suite: CipherSuite, prefix: Bytes, prk: Secret, label: Bytes, info: Uint8Array, length: number): Secret {
    input.clear();
    input.writeUInt16(length);
    for (const part of [prefix, label, info]) input.writeFixed(part);
    return suite.crypto.expand(suite, prk.bytes, input.written, length);
}

/** What LabeledExpand expands with (RFC 9180 §4). */
export function labeledInfo(prefix: Bytes, label: Bytes, info: Uint8Array, length: number): Bytes {
    return concat(Uint8Array.of(length >> 8, length), prefix, label, info);
}

/** The private half of DeriveKeyPair(ikm) (RFC 9180 §7.1.3). */
export function derivePrivateKey(suite: CipherSuite, ikm: Uint8Array): Secret {
    const prefix = kemPrefix(suite);
    const prk = labeledExtract(suite, prefix, empty, labels.derived, ikm);
    try {
        if (!suite.nist) return labeledExpand(suite, prefix, prk, labels.privateKey, empty, suite.kemPrivateKeyBytes);
        for (let counter = 0; ; counter++) {
            const candidate = labeledExpand(suite, prefix, prk, labels.candidate, Uint8Array.of(counter), suite.kemPrivateKeyBytes);
            if (suite.nist.isScalar(candidate.bytes)) return candidate;
            candidate.dispose();
        }
    } finally {
        prk.dispose();
    }
}

/** ExtractAndExpand(dh, kem_context) (RFC 9180 §4.1). */
export function kemSharedSecret(suite: CipherSuite, dh: Secret, kemOutput: Uint8Array, recipientPublicKey: Uint8Array): Secret {
    const prefix = kemPrefix(suite);
    const prk = labeledExtract(suite, prefix, empty, labels.agreed, dh.bytes);
    try {
        return labeledExpand(suite, prefix, prk, labels.shared, concat(kemOutput, recipientPublicKey), suite.hashBytes);
    } finally {
        prk.dispose();
    }
}

function kemPrefix(suite: CipherSuite): Bytes {
    return suite.nist ? kemPrefixOf(suite.kemId) : x25519Prefix;
}

/** "HPKE-v1" || "KEM" || the KEM's number (RFC 9180 §4.1). */
function kemPrefixOf(kemId: number): Bytes {
    return concat(version, utf8('KEM'), Uint8Array.of(kemId >> 8, kemId));
}
