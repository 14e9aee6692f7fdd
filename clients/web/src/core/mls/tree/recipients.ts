import type { LeafIndex } from './leafIndex.ts';
import { isLeaf, leafOf, type NodeIndex } from './nodeIndex.ts';
import type { RatchetTree } from './ratchetTree.ts';
import * as treeMath from './treeMath.ts';

/** The nodes a path secret is sealed to: the copath resolution without the leaves that the same commit adds (RFC 9420 §7.6). */
export function recipientsOf(tree: RatchetTree, node: NodeIndex, sender: LeafIndex, added: readonly LeafIndex[]): NodeIndex[] {
    const resolution = tree.resolution(treeMath.childAwayFrom(node, sender));
    return added.length === 0 ? resolution : resolution.filter((recipient) => !isLeaf(recipient) || !added.includes(leafOf(recipient)));
}
