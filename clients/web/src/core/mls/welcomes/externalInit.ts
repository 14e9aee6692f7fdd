import { utf8 } from '../../bytes.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import { hpkeReceiveExport } from '../crypto/hpke.ts';
import { HpkeKeyPair } from '../crypto/hpkeKeyPair.ts';
import type { Secret } from '../crypto/secret.ts';
import type { ExternalInitProposal } from '../messages/proposal.ts';

const label = utf8('MLS 1.0 external init secret');

/**
 * The init secret of an external commit (RFC 9420 §8.3):
 * external_priv, external_pub = KEM.DeriveKeyPair(external_secret); init_secret = Export("MLS 1.0 external init secret", Nh).
 */
export async function openExternalInit(suite: CipherSuite, externalSecret: Secret, proposal: ExternalInitProposal): Promise<Secret> {
    const pair = await HpkeKeyPair.deriveFrom(suite, externalSecret.bytes);
    try {
        return await hpkeReceiveExport(suite, pair, proposal.kemOutput, label);
    } finally {
        pair.dispose();
    }
}
