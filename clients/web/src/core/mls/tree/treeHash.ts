import type { Bytes } from '../../bytes.ts';
import { TlsWriter } from '../codec/tlsWriter.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import { type LeafIndex, nodeOf } from './leafIndex.ts';
import { type LeafNode, writeLeafNode } from './leafNode.ts';
import { isLeaf, leafOf, type NodeIndex } from './nodeIndex.ts';
import { type ParentNode, writeParentNode } from './parentNode.ts';
import type { RatchetTree } from './ratchetTree.ts';
import * as treeMath from './treeMath.ts';

// Hashes of subtrees (RFC 9420 §7.8).

const leafType = 1;
const parentType = 2;

/** The hash of the whole tree. */
export function treeHash(suite: CipherSuite, tree: RatchetTree): Bytes {
    return nodeHash(suite, tree, tree.root);
}

/** Hash(TreeHashInput) of the subtree under a node; kept in the tree. */
export function nodeHash(suite: CipherSuite, tree: RatchetTree, node: NodeIndex): Bytes {
    const cached = tree.cachedHash(node);
    if (cached !== undefined) return cached;
    const hash = isLeaf(node)
        ? hashLeaf(suite, leafOf(node), tree.leaf(leafOf(node)))
        : hashParent(suite, tree.parent(node), nodeHash(suite, tree, treeMath.left(node)), nodeHash(suite, tree, treeMath.right(node)));
    tree.cacheHash(node, hash);
    return hash;
}

/** The hash the subtree had before some leaves were added (RFC 9420 §7.9, "original tree hash"). */
export function nodeHashWithout(suite: CipherSuite, tree: RatchetTree, node: NodeIndex, leaves: readonly LeafIndex[]): Bytes {
    if (!leaves.some((leaf) => treeMath.isBelow(nodeOf(leaf), node))) return nodeHash(suite, tree, node);
    if (isLeaf(node)) return hashLeaf(suite, leafOf(node), undefined);
    const parent = tree.parent(node);
    const original = parent && { ...parent, unmergedLeaves: parent.unmergedLeaves.filter((leaf) => !leaves.includes(leaf)) };
    return hashParent(
        suite,
        original,
        nodeHashWithout(suite, tree, treeMath.left(node), leaves),
        nodeHashWithout(suite, tree, treeMath.right(node), leaves),
    );
}

// Hashing does not wait, so one writer serves all nodes; nothing in a tree is secret.
const input = new TlsWriter(512);

function hashLeaf(suite: CipherSuite, index: LeafIndex, leaf: LeafNode | undefined): Bytes {
    input.clear();
    input.writeUInt8(leafType);
    input.writeUInt32(index);
    input.writeOptional(leaf, writeLeafNode);
    return suite.crypto.hash(suite, input.written);
}

function hashParent(suite: CipherSuite, parent: ParentNode | undefined, left: Uint8Array, right: Uint8Array): Bytes {
    input.clear();
    input.writeUInt8(parentType);
    input.writeOptional(parent, writeParentNode);
    input.writeOpaque(left);
    input.writeOpaque(right);
    return suite.crypto.hash(suite, input.written);
}
