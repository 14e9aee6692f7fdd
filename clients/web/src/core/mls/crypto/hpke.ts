import { type Bytes, utf8 } from '../../bytes.ts';
import type { CipherSuite } from './cipherSuite.ts';
import type { AeadKey } from './cryptoProvider.ts';
import { kemSharedSecret, labeledExpand, labeledExtract } from './dhKem.ts';
import type { HpkeCiphertext } from './hpkeCiphertext.ts';
import { type HpkeInfo, hpkeInfo } from './hpkeInfo.ts';
import type { HpkeKeyPair } from './hpkeKeyPair.ts';
import type { Secret } from './secret.ts';

// HPKE in base mode, one message for one key (RFC 9180). Refusals: PublicKeyInvalid, and DecryptionFailed when opening.

/** An encapsulated key and the secret exported under it. */
export type HpkeExport = { readonly kemOutput: Bytes; readonly exported: Secret };

const labels = {
    secret: utf8('secret'),
    key: utf8('key'),
    nonce: utf8('base_nonce'),
    exporter: utf8('exp'),
    exported: utf8('sec'),
};
const empty = new Uint8Array(0);

/** SealBase(pkR, info, aad, plaintext). */
export function hpkeSeal(
    suite: CipherSuite,
    recipientPublicKey: Uint8Array,
    info: Uint8Array,
    aad: Uint8Array,
    plaintext: Uint8Array,
): Promise<HpkeCiphertext> {
    return hpkeSealTo(suite, recipientPublicKey, hpkeInfo(suite, info), aad, plaintext);
}

/** SealBase for one of several recipients with the same info. */
export async function hpkeSealTo(
    suite: CipherSuite,
    recipientPublicKey: Uint8Array,
    info: HpkeInfo,
    aad: Uint8Array,
    plaintext: Uint8Array,
): Promise<HpkeCiphertext> {
    const { publicKey, shared } = await suite.crypto.agreeEphemeral(suite, recipientPublicKey);
    const secret = scheduleSecret(suite, shared, info, publicKey, recipientPublicKey);
    const ciphertext = await withKey(suite, secret, info, (key) => suite.crypto.seal(suite, key, aad, plaintext));
    return { kemOutput: publicKey, ciphertext };
}

/** OpenBase(enc, skR, info, aad, ciphertext). */
export async function hpkeOpen(
    suite: CipherSuite,
    recipient: HpkeKeyPair,
    sealed: HpkeCiphertext,
    info: Uint8Array,
    aad: Uint8Array,
): Promise<Bytes> {
    const schedule = hpkeInfo(suite, info);
    const shared = await suite.crypto.agree(suite, recipient, sealed.kemOutput);
    const secret = scheduleSecret(suite, shared, schedule, sealed.kemOutput, recipient.publicKey);
    return withKey(suite, secret, schedule, (key) => suite.crypto.open(suite, key, aad, sealed.ciphertext));
}

/** SendExport(pkR, "", exporter_context, Nh). */
export async function hpkeSendExport(suite: CipherSuite, recipientPublicKey: Uint8Array, exporterContext: Uint8Array): Promise<HpkeExport> {
    const info = hpkeInfo(suite, empty);
    const { publicKey, shared } = await suite.crypto.agreeEphemeral(suite, recipientPublicKey);
    const secret = scheduleSecret(suite, shared, info, publicKey, recipientPublicKey);
    return { kemOutput: publicKey, exported: exportFrom(suite, secret, info, exporterContext) };
}

/** ReceiveExport(enc, skR, "", exporter_context, Nh). */
export async function hpkeReceiveExport(
    suite: CipherSuite,
    recipient: HpkeKeyPair,
    kemOutput: Uint8Array,
    exporterContext: Uint8Array,
): Promise<Secret> {
    const info = hpkeInfo(suite, empty);
    const shared = await suite.crypto.agree(suite, recipient, kemOutput);
    const secret = scheduleSecret(suite, shared, info, kemOutput, recipient.publicKey);
    return exportFrom(suite, secret, info, exporterContext);
}

// The secret of KeyScheduleS and KeyScheduleR in base mode (RFC 9180 §5.1). Disposes of what was agreed.
function scheduleSecret(suite: CipherSuite, dh: Secret, info: HpkeInfo, kemOutput: Uint8Array, recipientPublicKey: Uint8Array): Secret {
    const shared = kemSharedSecret(suite, dh, kemOutput, recipientPublicKey);
    dh.dispose();
    const secret = labeledExtract(suite, info.prefix, shared.bytes, labels.secret, empty);
    shared.dispose();
    return secret;
}

// Key and nonce live for one call: only sequence number 0 is used. Disposes of the secret.
async function withKey(suite: CipherSuite, secret: Secret, info: HpkeInfo, use: (key: AeadKey) => Promise<Bytes>): Promise<Bytes> {
    const key = derive(suite, secret, info, labels.key, suite.aeadKeyBytes);
    const nonce = derive(suite, secret, info, labels.nonce, suite.aeadNonceBytes);
    secret.dispose();
    try {
        return await use({ key: key.bytes, nonce: nonce.bytes });
    } finally {
        key.dispose();
        nonce.dispose();
    }
}

function exportFrom(suite: CipherSuite, secret: Secret, info: HpkeInfo, exporterContext: Uint8Array): Secret {
    const exporterSecret = derive(suite, secret, info, labels.exporter, suite.hashBytes);
    secret.dispose();
    const exported = labeledExpand(suite, info.prefix, exporterSecret, labels.exported, exporterContext, suite.hashBytes);
    exporterSecret.dispose();
    return exported;
}

function derive(suite: CipherSuite, secret: Secret, info: HpkeInfo, label: Bytes, length: number): Secret {
    return labeledExpand(suite, info.prefix, secret, label, info.keyScheduleContext, length);
}
