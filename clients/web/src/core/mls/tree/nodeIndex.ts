import type { Brand } from '../../brand.ts';
import type { LeafIndex } from './leafIndex.ts';

/** The place of a node in the array representation; leaves have the even ones (RFC 9420 §C). */
export type NodeIndex = Brand<number, 'NodeIndex'>;

export function nodeIndex(value: number): NodeIndex {
    return value as NodeIndex;
}

export function isLeaf(node: NodeIndex): boolean {
    return node % 2 === 0;
}

/** The leaf of a node that is one. */
export function leafOf(node: NodeIndex): LeafIndex {
    return (node / 2) as LeafIndex;
}
