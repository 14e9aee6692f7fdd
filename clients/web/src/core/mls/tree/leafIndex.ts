import type { Brand } from '../../brand.ts';
import type { NodeIndex } from './nodeIndex.ts';

/** The place of a leaf, counted from the left, 0 first (RFC 9420 §4.2). */
export type LeafIndex = Brand<number, 'LeafIndex'>;

export function leafIndex(value: number): LeafIndex {
    return value as LeafIndex;
}

/** Where a leaf stands in the array representation. */
export function nodeOf(leaf: LeafIndex): NodeIndex {
    return (leaf * 2) as NodeIndex;
}
