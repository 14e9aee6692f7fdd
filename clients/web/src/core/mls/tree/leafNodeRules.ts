import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { Extension } from '../extensions/extension.ts';
import { type ExtensionType, isAlwaysSupportedExtension } from '../extensions/extensionType.ts';
import { findRequiredCapabilities } from '../extensions/requiredCapabilities.ts';
import { ProtocolVersion } from '../framing/protocolVersion.ts';
import { MlsException } from '../mlsException.ts';
import { isAlwaysSupportedProposal } from '../proposals/proposalType.ts';
import type { Capabilities } from './capabilities.ts';
import type { LeafIndex } from './leafIndex.ts';
import { hasValidLeafSignature, type LeafNode } from './leafNode.ts';
import { LeafNodeSource } from './leafNodeSource.ts';
import { isWithin } from './lifetime.ts';

// Refusals of leaf nodes (RFC 9420 §7.3). Uniqueness of keys is the tree's: ratchetTreeRules.ts.

/** Key, signature, capabilities and extensions of one leaf. */
export async function requireValidLeaf(leaf: LeafNode, suite: CipherSuite, groupId: Uint8Array, index: LeafIndex): Promise<void> {
    requireEncryptionKey(leaf, suite);
    await requireSignature(leaf, suite, groupId, index);
    requireOwnCapabilities(leaf);
    requireListedExtensions(leaf);
}

/**
 * Something can be sealed to the leaf. Asked of leaves that come in, not again of those a joiner finds: a key nobody can seal to
 * would keep all others from committing with a path.
 */
export function requireUsableKey(leaf: LeafNode, suite: CipherSuite): void {
    if (!suite.crypto.isKemPublicKey(suite, leaf.encryptionKey)) throw new MlsException('PublicKeyInvalid');
}

export function requireSource(leaf: LeafNode, source: LeafNodeSource): void {
    if (leaf.origin.source !== source) throw new MlsException('LeafSourceWrong');
}

/** Times are Unix seconds and seconds; `undefined` leaves unchecked. */
export function requireLifetime(leaf: LeafNode, currentTime: bigint | undefined, maxLifetime: bigint | undefined): void {
    if (leaf.origin.source !== LeafNodeSource.KeyPackage) return;
    const { lifetime } = leaf.origin;
    if (currentTime !== undefined && !isWithin(lifetime, currentTime)) throw new MlsException('LeafLifetimeOver');
    const whole = lifetime.notAfter - lifetime.notBefore;
    if (maxLifetime !== undefined && (whole < 0n || whole > maxLifetime)) throw new MlsException('LeafLifetimeTooLong');
}

/** The leaf supports what the group's extensions ask for (§7.2, §11.1). */
export function requireGroupCapabilities(leaf: LeafNode, groupExtensions: readonly Extension[]): void {
    const can = leaf.capabilities;
    const required = findRequiredCapabilities(groupExtensions);
    const isMet =
        groupExtensions.every((extension) => supports(can, extension.type)) &&
        (required === undefined ||
            (required.extensions.every((type) => supports(can, type)) &&
                required.proposals.every((type) => isAlwaysSupportedProposal(type) || can.proposals.includes(type)) &&
                required.credentials.every((type) => can.credentials.includes(type))));
    if (!isMet) throw new MlsException('RequiredCapabilitiesNotMet');
}

function requireEncryptionKey(leaf: LeafNode, suite: CipherSuite): void {
    if (leaf.encryptionKey.length !== suite.kemPublicKeyBytes) throw new MlsException('PublicKeyInvalid');
}

async function requireSignature(leaf: LeafNode, suite: CipherSuite, groupId: Uint8Array, index: LeafIndex): Promise<void> {
    if (!(await hasValidLeafSignature(leaf, suite, groupId, index))) throw new MlsException('LeafSignatureInvalid');
}

// §7.3 does not ask for the group's suite in the list, and key packages in use leave it out; a signature under the suite says enough.
function requireOwnCapabilities(leaf: LeafNode): void {
    const can = leaf.capabilities;
    if (!can.versions.includes(ProtocolVersion.Mls10) || !can.credentials.includes(leaf.credential.type)) {
        throw new MlsException('LeafCapabilitiesIncomplete');
    }
}

function requireListedExtensions(leaf: LeafNode): void {
    if (!leaf.extensions.every((extension) => supports(leaf.capabilities, extension.type))) {
        throw new MlsException('LeafExtensionNotSupported');
    }
}

function supports(can: Capabilities, type: ExtensionType): boolean {
    return isAlwaysSupportedExtension(type) || can.extensions.includes(type);
}
