import { type Bytes, equalBytes } from '../../bytes.ts';
import { TlsWriter } from '../codec/tlsWriter.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import { type LeafIndex, nodeOf } from './leafIndex.ts';
import type { LeafNode } from './leafNode.ts';
import { LeafNodeSource } from './leafNodeSource.ts';
import { isLeaf, leafOf, type NodeIndex } from './nodeIndex.ts';
import type { ParentNode } from './parentNode.ts';
import type { RatchetTree } from './ratchetTree.ts';
import { nodeHashWithout } from './treeHash.ts';
import * as treeMath from './treeMath.ts';

// The chain from each node to the one above it in the path that set both (RFC 9420 §7.9).

const none = new Uint8Array(0);

/** Hash(ParentHashInput) of a parent and the child that is not on the path. */
function parentHash(suite: CipherSuite, tree: RatchetTree, parent: ParentNode, sibling: NodeIndex): Bytes {
    const input = new TlsWriter();
    input.writeOpaque(parent.encryptionKey);
    input.writeOpaque(parent.parentHash);
    input.writeOpaque(nodeHashWithout(suite, tree, sibling, parent.unmergedLeaves));
    return suite.crypto.hash(suite, input.written);
}

/** Sets the parent hashes along a fresh path, from the root down, and returns the leaf's (RFC 9420 §7.9.1). */
export function setParentHashes(suite: CipherSuite, tree: RatchetTree, leaf: LeafIndex, filteredPath: readonly NodeIndex[]): Bytes {
    let hash: Bytes = none;
    for (const node of filteredPath.toReversed()) {
        const parent = { ...(tree.parent(node) as ParentNode), parentHash: hash }; // The caller has set every node of the path.
        tree.set(node, parent);
        hash = parentHash(suite, tree, parent, treeMath.childAwayFrom(node, leaf));
    }
    return hash;
}

/** Whether some node below links to this one, which is not blank (RFC 9420 §7.9.2). */
export function isLinkedFromBelow(suite: CipherSuite, tree: RatchetTree, node: NodeIndex): boolean {
    const parent = tree.parent(node) as ParentNode;
    const [left, right] = [treeMath.left(node), treeMath.right(node)];
    return isLinkedFrom(suite, tree, parent, left, right) || isLinkedFrom(suite, tree, parent, right, left);
}

function isLinkedFrom(suite: CipherSuite, tree: RatchetTree, parent: ParentNode, child: NodeIndex, sibling: NodeIndex): boolean {
    const unmerged = new Set(parent.unmergedLeaves.map(nodeOf).filter((leaf) => treeMath.isBelow(leaf, child)));
    const resolution = tree.resolution(child);
    if (resolution.length !== unmerged.size + 1) return false;
    const merged = resolution.filter((node) => !unmerged.has(node));
    const [linked] = merged;
    if (merged.length !== 1 || linked === undefined) return false;
    return equalBytes(linkOf(tree, linked), parentHash(suite, tree, parent, sibling));
}

function linkOf(tree: RatchetTree, node: NodeIndex): Uint8Array {
    if (!isLeaf(node)) return tree.parent(node)?.parentHash ?? none;
    const { origin } = tree.leaf(leafOf(node)) as LeafNode; // A resolution has no blank nodes.
    return origin.source === LeafNodeSource.Commit ? origin.parentHash : none;
}
