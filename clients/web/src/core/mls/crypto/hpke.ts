import { type Bytes, utf8 } from '../../bytes.ts';
import type { CipherSuite } from './cipherSuite.ts';
import type { AeadKey, Expansion } from './cryptoProvider.ts';
import { kemSharedSecret, labeledExpand, labeledExtract } from './dhKem.ts';
import type { HpkeCiphertext } from './hpkeCiphertext.ts';
import { type HpkeInfo, hpkeInfo } from './hpkeInfo.ts';
import type { HpkeKeyPair } from './hpkeKeyPair.ts';
import type { Secret } from './secret.ts';

// HPKE in base mode, one message for one key (RFC 9180). Refusals: PublicKeyInvalid, and DecryptionFailed when opening.

/** An encapsulated key and the secret exported under it. */
export type HpkeExport = { readonly kemOutput: Bytes; readonly exported: Secret };

const secretLabel = utf8('secret');
const exportLabel = utf8('sec');
const empty = new Uint8Array(0);

/** SealBase(pkR, info, aad, plaintext). */
export async function hpkeSeal(
    suite: CipherSuite,
    recipientPublicKey: Uint8Array,
    info: Uint8Array,
    aad: Uint8Array,
    plaintext: Uint8Array,
): Promise<HpkeCiphertext> {
    return hpkeSealTo(suite, recipientPublicKey, await hpkeInfo(suite, info), aad, plaintext);
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
    const secret = sharedSecret(suite, shared, publicKey, recipientPublicKey);
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
    const schedule = await hpkeInfo(suite, info);
    const shared = await suite.crypto.agree(suite, recipient, sealed.kemOutput);
    const secret = sharedSecret(suite, shared, sealed.kemOutput, recipient.publicKey);
    return withKey(suite, secret, schedule, (key) => suite.crypto.open(suite, key, aad, sealed.ciphertext));
}

/** SendExport(pkR, "", exporter_context, Nh). */
export async function hpkeSendExport(suite: CipherSuite, recipientPublicKey: Uint8Array, exporterContext: Uint8Array): Promise<HpkeExport> {
    const info = await hpkeInfo(suite, empty);
    const { publicKey, shared } = await suite.crypto.agreeEphemeral(suite, recipientPublicKey);
    const secret = sharedSecret(suite, shared, publicKey, recipientPublicKey);
    return { kemOutput: publicKey, exported: exportFrom(suite, secret, info, exporterContext) };
}

/** ReceiveExport(enc, skR, "", exporter_context, Nh). */
export async function hpkeReceiveExport(
    suite: CipherSuite,
    recipient: HpkeKeyPair,
    kemOutput: Uint8Array,
    exporterContext: Uint8Array,
): Promise<Secret> {
    const info = await hpkeInfo(suite, empty);
    const shared = await suite.crypto.agree(suite, recipient, kemOutput);
    return exportFrom(suite, sharedSecret(suite, shared, kemOutput, recipient.publicKey), info, exporterContext);
}

// Disposes of what was agreed.
function sharedSecret(suite: CipherSuite, dh: Secret, kemOutput: Uint8Array, recipientPublicKey: Uint8Array): Secret {
    const shared = kemSharedSecret(suite, dh, kemOutput, recipientPublicKey);
    dh.dispose();
    return shared;
}

// Key and nonce live for one call: only sequence number 0 is used. Disposes of the shared secret.
async function withKey(suite: CipherSuite, shared: Secret, info: HpkeInfo, use: (key: AeadKey) => Promise<Bytes>): Promise<Bytes> {
    const [key, nonce] = derive(suite, shared, info, [info.key, info.nonce]) as [Secret, Secret];
    try {
        return await use({ key: key.bytes, nonce: nonce.bytes });
    } finally {
        key.dispose();
        nonce.dispose();
    }
}

function exportFrom(suite: CipherSuite, shared: Secret, info: HpkeInfo, exporterContext: Uint8Array): Secret {
    const [exporterSecret] = derive(suite, shared, info, [info.exporter]) as [Secret];
    const exported = labeledExpand(suite, info.prefix, exporterSecret, exportLabel, exporterContext, suite.hashBytes);
    exporterSecret.dispose();
    return exported;
}

// KeyScheduleS and KeyScheduleR in base mode (RFC 9180 §5.1), whose psk is empty. Disposes of the shared secret.
function derive(suite: CipherSuite, shared: Secret, info: HpkeInfo, outputs: readonly Expansion[]): Secret[] {
    const secret = labeledExtract(suite, info.prefix, shared.bytes, secretLabel, empty);
    shared.dispose();
    const derived = suite.crypto.expandEach(suite, secret.bytes, outputs);
    secret.dispose();
    return derived;
}
