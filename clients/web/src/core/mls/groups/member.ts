import type { LeafIndex } from '../tree/leafIndex.ts';
import type { LeafNode } from '../tree/leafNode.ts';
import type { RatchetTree } from '../tree/ratchetTree.ts';

/** A member and its place. */
export type Member = { readonly index: LeafIndex; readonly leaf: LeafNode };

/** A leaf that an Update proposal replaces. */
export type LeafUpdate = { readonly index: LeafIndex; readonly before: LeafNode; readonly after: LeafNode };

/** Everyone in a tree, by place. */
export function membersOf(tree: RatchetTree): Member[] {
    return tree.occupiedLeaves().map((index) => ({ index, leaf: tree.leaf(index) as LeafNode })); // Occupied, as the name says.
}
