import { type Bytes, concat, utf8 } from '../../bytes.ts';
import type { CipherSuite } from './cipherSuite.ts';
import { labeledExtract } from './dhKem.ts';

const baseMode = Uint8Array.of(0);
const empty = new Uint8Array(0);

/**
 * The part of HPKE's key schedule that is the same for every recipient: key_schedule_context = mode || psk_id_hash || info_hash
 * (RFC 9180 §5.1). A Welcome's info is as long as the group's tree, so it is hashed once and not once a joiner. Nothing in it is secret.
 */
export type HpkeInfo = { readonly suiteId: Bytes; readonly keyScheduleContext: Bytes };

export function hpkeInfo(suite: CipherSuite, info: Uint8Array): HpkeInfo {
    const suiteId = hpkeSuiteId(suite);
    const pskIdHash = labeledExtract(suite, suiteId, empty, 'psk_id_hash', empty);
    const infoHash = labeledExtract(suite, suiteId, empty, 'info_hash', info);
    return { suiteId, keyScheduleContext: concat(baseMode, pskIdHash.bytes, infoHash.bytes) };
}

function hpkeSuiteId(suite: CipherSuite): Bytes {
    const numbers = [suite.kemId, suite.kdfId, suite.aeadId].flatMap((id) => [id >> 8, id]);
    return concat(utf8('HPKE'), Uint8Array.from(numbers));
}
