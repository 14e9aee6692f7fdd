import { equalBytes } from '../../bytes.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { CipherSuiteId } from '../crypto/cipherSuiteId.ts';
import type { JoinOptions } from '../groups/joinOptions.ts';
import { membersOf } from '../groups/member.ts';
import { together } from '../groups/together.ts';
import { keyPackageRef, type KeyPackage } from '../keypackages/keyPackage.ts';
import { hasValidGroupInfoSignature, type GroupInfo } from '../messages/groupInfo.ts';
import type { PreSharedKeyId } from '../messages/preSharedKeyId.ts';
import { ResumptionPskUsage } from '../messages/resumptionPskUsage.ts';
import type { EncryptedGroupSecrets, Welcome } from '../messages/welcome.ts';
import { MlsException } from '../mlsException.ts';
import { requireDistinctPsks } from '../proposals/proposalListRules.ts';
import { findPsks } from '../proposals/pskLookup.ts';
import type { NamedPsk } from '../schedule/pskSecret.ts';
import type { LeafIndex } from '../tree/leafIndex.ts';
import { encodeLeafNode, type LeafNode } from '../tree/leafNode.ts';
import { requireGroupCapabilities, requireLifetime, requireValidLeaf } from '../tree/leafNodeRules.ts';
import type { RatchetTree } from '../tree/ratchetTree.ts';
import { requireAccepted, requireCredentialSupport, requireUniqueKeys, requireValidParents } from '../tree/ratchetTreeRules.ts';
import { treeHash } from '../tree/treeHash.ts';

// Refusals of Welcomes (RFC 9420 §12.4.3.1).

export function requireEntry(welcome: Welcome, keyPackage: KeyPackage, suite: CipherSuite): EncryptedGroupSecrets {
    const reference = keyPackageRef(suite, keyPackage);
    const found = welcome.secrets.find((entry) => equalBytes(entry.newMember, reference));
    if (found === undefined) throw new MlsException('WelcomeNotForKeyPackage');
    return found;
}

export function requireSuite(stated: CipherSuiteId, keyPackage: KeyPackage): void {
    if (stated !== keyPackage.cipherSuite) throw new MlsException('WelcomeSuiteMismatch');
}

/** The secrets of the keys named, in order. */
export function requirePsks(suite: CipherSuite, ids: readonly PreSharedKeyId[], options: JoinOptions): NamedPsk[] {
    requireDistinctPsks(ids);
    if (ids.some((id) => id.nonce.length !== suite.hashBytes)) throw new MlsException('PskNonceInvalid');
    // §12.4.3.1: of keys that tie a new group to an old one there is one at most.
    const links = ids.filter((id) => id.type === 'resumption' && id.usage !== ResumptionPskUsage.Application);
    if (links.length > 1) throw new MlsException('PskUsageWrong');
    return findPsks(ids, options, options.predecessor?.state);
}

export function requireSigner(tree: RatchetTree, info: GroupInfo): LeafNode {
    const signer = tree.leaf(info.signer);
    if (signer === undefined) throw new MlsException('GroupInfoSignerUnknown');
    return signer;
}

export async function requireInfoSignature(suite: CipherSuite, info: GroupInfo, signerKey: Uint8Array): Promise<void> {
    if (!(await hasValidGroupInfoSignature(suite, info, signerKey))) throw new MlsException('GroupInfoSignatureInvalid');
}

/** Everything about the tree that a joiner checks. */
export async function requireJoinedTree(suite: CipherSuite, info: GroupInfo, tree: RatchetTree, options: JoinOptions): Promise<void> {
    if (!equalBytes(treeHash(suite, tree), info.context.treeHash)) throw new MlsException('TreeHashMismatch');
    requireValidParents(suite, tree);
    requireUniqueKeys(tree);
    await together(
        membersOf(tree).map(async ({ index, leaf }) => {
            await requireValidLeaf(leaf, suite, info.context.groupId, index);
            requireGroupCapabilities(leaf, info.context.extensions);
            requireLifetime(leaf, options.currentTime, options.maxLifetime);
            await requireAccepted(options.validator, leaf);
        }),
    );
    requireCredentialSupport(tree);
}

export function requireOwnLeaf(tree: RatchetTree, keyPackage: KeyPackage): LeafIndex {
    const own = encodeLeafNode(keyPackage.leafNode);
    const found = membersOf(tree).find(
        ({ leaf }) => equalBytes(leaf.signatureKey, keyPackage.leafNode.signatureKey) && equalBytes(encodeLeafNode(leaf), own),
    );
    if (found === undefined) throw new MlsException('OwnLeafMissing');
    return found.index;
}
