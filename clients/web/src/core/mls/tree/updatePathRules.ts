import { equalBytes } from '../../bytes.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { Secret } from '../crypto/secret.ts';
import { MlsException } from '../mlsException.ts';
import { KeySet } from './keySet.ts';
import type { LeafIndex } from './leafIndex.ts';
import type { LeafNode } from './leafNode.ts';
import { LeafNodeSource } from './leafNodeSource.ts';
import { type NodeIndex, nodeIndex } from './nodeIndex.ts';
import type { RatchetTree } from './ratchetTree.ts';
import { recipientsOf } from './recipients.ts';
import type { UpdatePath } from './updatePath.ts';

// Refusals of UpdatePaths (RFC 9420 §7.5, §7.6, §12.4.2).

/** One node for each of the filtered direct path, one ciphertext for each recipient. */
export function requireShape(
    tree: RatchetTree,
    sender: LeafIndex,
    path: UpdatePath,
    nodes: readonly NodeIndex[],
    added: readonly LeafIndex[],
): void {
    const isRight =
        path.nodes.length === nodes.length &&
        nodes.every((node, i) => path.nodes[i]?.encryptedPathSecrets.length === recipientsOf(tree, node, sender, added).length);
    if (!isRight) throw new MlsException('PathShapeWrong');
}

export function requireKeys(suite: CipherSuite, path: UpdatePath): void {
    if (!path.nodes.every((node) => suite.crypto.isKemPublicKey(suite, node.encryptionKey))) {
        throw new MlsException('PublicKeyInvalid');
    }
}

/** A path secret has the length of a hash (§7.4). */
export function requirePathSecret(suite: CipherSuite, pathSecret: Secret): void {
    if (pathSecret.length !== suite.hashBytes) throw new MlsException('PathSecretMismatch');
}

export function requireParentHash(leaf: LeafNode, parentHash: Uint8Array): void {
    const { origin } = leaf;
    const given = origin.source === LeafNodeSource.Commit ? origin.parentHash : new Uint8Array(0);
    if (!equalBytes(given, parentHash)) throw new MlsException('ParentHashInvalid');
}

/**
 * No key of the path stands in the tree the proposals gave, those it is about to replace included (§12.4.2). A joiner's leaf is in
 * the tree already and is not compared with itself.
 */
export function requireUnusedKeys(tree: RatchetTree, path: UpdatePath): void {
    const brought = new KeySet();
    brought.add(path.leafNode.encryptionKey);
    for (const { encryptionKey } of path.nodes) brought.add(encryptionKey);
    for (let i = 0; i < tree.nodeCount; i++) {
        const node = tree.node(nodeIndex(i));
        if (node !== undefined && node !== path.leafNode && brought.has(node.encryptionKey))
            throw new MlsException('EncryptionKeyNotUnique');
    }
}

export function requireNewKey(old: LeafNode, leaf: LeafNode): void {
    if (equalBytes(old.encryptionKey, leaf.encryptionKey)) throw new MlsException('PathKeyUnchanged');
}
