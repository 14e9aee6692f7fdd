import { type Bytes, concat, utf8 } from '../../bytes.ts';
import type { CipherSuite } from './cipherSuite.ts';
import { hpkePrefix, labeledExtract } from './dhKem.ts';

const baseMode = Uint8Array.of(0);
const pskIdHashLabel = utf8('psk_id_hash');
const infoHashLabel = utf8('info_hash');
const empty = new Uint8Array(0);

/**
 * The part of HPKE's key schedule that is the same for every recipient: key_schedule_context = mode || psk_id_hash || info_hash
 * (RFC 9180 §5.1), and the suite's prefix of labels. A Welcome's info is as long as the group's tree, so it is hashed once and not
 * once a joiner. Nothing in it is secret.
 */
export type HpkeInfo = { readonly prefix: Bytes; readonly keyScheduleContext: Bytes };

export function hpkeInfo(suite: CipherSuite, info: Uint8Array): HpkeInfo {
    const prefix = hpkePrefix(suite);
    const pskIdHash = labeledExtract(suite, prefix, empty, pskIdHashLabel, empty);
    const infoHash = labeledExtract(suite, prefix, empty, infoHashLabel, info);
    const keyScheduleContext = concat(baseMode, pskIdHash.bytes, infoHash.bytes);
    pskIdHash.dispose();
    infoHash.dispose();
    return { prefix, keyScheduleContext };
}
