// Where nodes are in a full tree of a power of two leaves (RFC 9420 §C). Imported as a namespace: treeMath.left(node).

import { type LeafIndex, nodeOf } from './leafIndex.ts';
import { type NodeIndex, nodeIndex } from './nodeIndex.ts';

export function nodeCount(leafCount: number): number {
    return 2 * leafCount - 1;
}

export function root(leafCount: number): NodeIndex {
    return nodeIndex(leafCount - 1);
}

/** Trailing ones of the index: 0 for leaves. */
export function level(node: NodeIndex): number {
    return 31 - Math.clz32(~node & (node + 1));
}

export function left(parentNode: NodeIndex): NodeIndex {
    return nodeIndex(parentNode ^ (1 << (level(parentNode) - 1)));
}

export function right(parentNode: NodeIndex): NodeIndex {
    return nodeIndex(parentNode ^ (3 << (level(parentNode) - 1)));
}

export function parent(node: NodeIndex): NodeIndex {
    const height = level(node);
    const isRight = (node >> (height + 1)) & 1;
    return nodeIndex((node | (1 << height)) ^ (isRight << (height + 1)));
}

export function sibling(node: NodeIndex): NodeIndex {
    const above = parent(node);
    return node < above ? right(above) : left(above);
}

/** The ancestors of a leaf, from its parent to the root. */
export function directPath(leaf: LeafIndex, leafCount: number): NodeIndex[] {
    return ancestors(nodeOf(leaf), leafCount);
}

/** The ancestors of any node, from its parent to the root. */
export function ancestors(node: NodeIndex, leafCount: number): NodeIndex[] {
    const path: NodeIndex[] = [];
    const top = root(leafCount);
    for (let at = node; at !== top;) {
        at = parent(at);
        path.push(at);
    }
    return path;
}

/** Whether a node is below another or is it. */
export function isBelow(node: NodeIndex, ancestor: NodeIndex): boolean {
    const reach = 2 ** level(ancestor) - 1;
    return node >= ancestor - reach && node <= ancestor + reach;
}

/** The child of a node on the way to a leaf below it. */
export function childTowards(parentNode: NodeIndex, leaf: LeafIndex): NodeIndex {
    return nodeOf(leaf) < parentNode ? left(parentNode) : right(parentNode);
}

/** The child of a node that is not on the way to a leaf below it. */
export function childAwayFrom(parentNode: NodeIndex, leaf: LeafIndex): NodeIndex {
    return nodeOf(leaf) < parentNode ? right(parentNode) : left(parentNode);
}
