import { equalBytes } from '../../bytes.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import { ProtocolVersion } from '../framing/protocolVersion.ts';
import { MlsException } from '../mlsException.ts';
import { leafIndex } from '../tree/leafIndex.ts';
import { requireLifetime, requireSource, requireUsableKey, requireValidLeaf } from '../tree/leafNodeRules.ts';
import { LeafNodeSource } from '../tree/leafNodeSource.ts';
import { hasValidKeyPackageSignature, type KeyPackage } from './keyPackage.ts';

const none = new Uint8Array(0);

/**
 * The checks of RFC 9420 §10.1 for a group of a suite; committers and joiners do them on their own, too. Time is Unix seconds, the
 * longest lifetime (§7.2) is seconds; `undefined` leaves either unchecked.
 */
export async function requireValidKeyPackage(
    keyPackage: KeyPackage,
    suite: CipherSuite,
    currentTime: bigint | undefined,
    maxLifetime: bigint | undefined,
): Promise<void> {
    requireVersion(keyPackage);
    requireSuite(keyPackage, suite);
    requireInitKey(keyPackage, suite);
    requireSource(keyPackage.leafNode, LeafNodeSource.KeyPackage);
    await requireValidLeaf(keyPackage.leafNode, suite, none, leafIndex(0));
    requireUsableKey(keyPackage.leafNode, suite);
    requireLifetime(keyPackage.leafNode, currentTime, maxLifetime);
    await requireSignature(keyPackage, suite);
    requireDistinctKeys(keyPackage);
}

function requireVersion(keyPackage: KeyPackage): void {
    if (keyPackage.version !== ProtocolVersion.Mls10) throw new MlsException('VersionNotSupported');
}

function requireSuite(keyPackage: KeyPackage, suite: CipherSuite): void {
    if (keyPackage.cipherSuite !== suite.id) throw new MlsException('KeyPackageSuiteMismatch');
}

function requireInitKey(keyPackage: KeyPackage, suite: CipherSuite): void {
    if (!suite.crypto.isKemPublicKey(suite, keyPackage.initKey)) throw new MlsException('PublicKeyInvalid');
}

async function requireSignature(keyPackage: KeyPackage, suite: CipherSuite): Promise<void> {
    if (!(await hasValidKeyPackageSignature(keyPackage, suite))) throw new MlsException('KeyPackageSignatureInvalid');
}

function requireDistinctKeys(keyPackage: KeyPackage): void {
    if (equalBytes(keyPackage.initKey, keyPackage.leafNode.encryptionKey)) throw new MlsException('KeyPackageKeysEqual');
}
