import { type Bytes, concat, utf8 } from '../../bytes.ts';
import type { CipherSuite } from './cipherSuite.ts';
import type { Expansion } from './cryptoProvider.ts';
import { hpkePrefix, labeledExtract, labeledInfo } from './dhKem.ts';

const baseMode = Uint8Array.of(0);
const labels = {
    pskIdHash: utf8('psk_id_hash'),
    infoHash: utf8('info_hash'),
    key: utf8('key'),
    nonce: utf8('base_nonce'),
    exporter: utf8('exp'),
};
const empty = new Uint8Array(0);

/**
 * The part of HPKE's key schedule that is the same for every recipient: what is expanded, each under key_schedule_context = mode ||
 * psk_id_hash || info_hash (RFC 9180 §5.1), and the suite's prefix of labels. A Welcome's info is as long as the group's tree, so it
 * is hashed once and not once a joiner. Nothing in it is secret.
 */
export type HpkeInfo = {
    readonly prefix: Bytes;
    readonly key: Expansion;
    readonly nonce: Expansion;
    readonly exporter: Expansion;
};

export async function hpkeInfo(suite: CipherSuite, info: Uint8Array): Promise<HpkeInfo> {
    const prefix = hpkePrefix(suite);
    const pskIdHash = labeledExtract(suite, prefix, empty, labels.pskIdHash, empty);
    const infoHash = await suite.crypto.extractLong(suite, concat(prefix, labels.infoHash, info));
    const context = concat(baseMode, pskIdHash.bytes, infoHash);
    pskIdHash.dispose();
    const output = (label: Bytes, length: number) => ({ info: labeledInfo(prefix, label, context, length), length });
    return {
        prefix,
        key: output(labels.key, suite.aeadKeyBytes),
        nonce: output(labels.nonce, suite.aeadNonceBytes),
        exporter: output(labels.exporter, suite.hashBytes),
    };
}
