import type { CredentialValidator } from '../credentials/credentialValidator.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import { MlsException } from '../mlsException.ts';
import { KeySet } from './keySet.ts';
import { type LeafIndex, nodeOf } from './leafIndex.ts';
import type { LeafNode } from './leafNode.ts';
import { isLeaf, leafOf, type NodeIndex, nodeIndex } from './nodeIndex.ts';
import { isLinkedFromBelow } from './parentHash.ts';
import type { ParentNode } from './parentNode.ts';
import type { RatchetTree } from './ratchetTree.ts';
import * as treeMath from './treeMath.ts';

// Refusals of whole trees (RFC 9420 §7.3, §7.9.2, §12.4.3.1).

/** What a joiner checks about the inner nodes. */
export function requireValidParents(suite: CipherSuite, tree: RatchetTree): void {
    for (let i = 1; i < tree.nodeCount; i += 2) {
        const parent = tree.parent(nodeIndex(i));
        if (parent === undefined) continue;
        requireKey(suite, parent);
        requireUnmergedLeaves(tree, nodeIndex(i), parent);
    }
    for (let i = 1; i < tree.nodeCount; i += 2) requireLink(suite, tree, nodeIndex(i));
}

/** No key stands twice in the tree. */
export function requireUniqueKeys(tree: RatchetTree): void {
    const encryptionKeys = new KeySet();
    const signatureKeys = new KeySet();
    for (let i = 0; i < tree.nodeCount; i++) {
        const node = nodeIndex(i);
        if (!tree.isBlank(node) && !encryptionKeys.add(tree.encryptionKey(node))) throw new MlsException('EncryptionKeyNotUnique');
        const leaf = isLeaf(node) ? tree.leaf(leafOf(node)) : undefined;
        if (leaf !== undefined && !signatureKeys.add(leaf.signatureKey)) throw new MlsException('SignatureKeyNotUnique');
    }
}

/** Every member supports every credential type in use (§7.3). */
export function requireCredentialSupport(tree: RatchetTree): void {
    const leaves = tree.occupiedLeaves().map((index) => tree.leaf(index) as LeafNode);
    const inUse = [...new Set(leaves.map((leaf) => leaf.credential.type))];
    const areSupported = leaves.every((leaf) => inUse.every((type) => leaf.capabilities.credentials.includes(type)));
    if (!areSupported) throw new MlsException('CredentialTypeNotSupported');
}

export function requireAccepted(validator: CredentialValidator, leaf: LeafNode): Promise<void> {
    return validator.validate(leaf.credential, leaf.signatureKey);
}

function requireKey(suite: CipherSuite, parent: ParentNode): void {
    if (parent.encryptionKey.length !== suite.kemPublicKeyBytes) throw new MlsException('PublicKeyInvalid');
}

// Sorted, unique, occupied, below the node, and carried on by every node in between.
function requireUnmergedLeaves(tree: RatchetTree, node: NodeIndex, parent: ParentNode): void {
    let previous = -1;
    for (const leaf of parent.unmergedLeaves) {
        const isValid =
            leaf > previous && tree.leaf(leaf) !== undefined && treeMath.isBelow(nodeOf(leaf), node) && isCarriedOn(tree, node, leaf);
        if (!isValid) throw new MlsException('UnmergedLeavesInvalid');
        previous = leaf;
    }
}

function isCarriedOn(tree: RatchetTree, node: NodeIndex, leaf: LeafIndex): boolean {
    for (let below = treeMath.childTowards(node, leaf); !isLeaf(below); below = treeMath.childTowards(below, leaf)) {
        const parent = tree.parent(below);
        if (parent !== undefined && !parent.unmergedLeaves.includes(leaf)) return false;
    }
    return true;
}

function requireLink(suite: CipherSuite, tree: RatchetTree, node: NodeIndex): void {
    if (!tree.isBlank(node) && !isLinkedFromBelow(suite, tree, node)) throw new MlsException('ParentHashInvalid');
}
