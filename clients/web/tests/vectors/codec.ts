import { requireSame, type VectorCase } from './vectorCase.ts';
import { fromHex, toHex } from '../../src/core/bytes.ts';
import { readVarInt, varIntBytes, writeVarInt } from '../../src/core/mls/codec/varInt.ts';
import { isLeaf, nodeIndex } from '../../src/core/mls/tree/nodeIndex.ts';
import * as treeMath from '../../src/core/mls/tree/treeMath.ts';

/** Lengths of vectors. */
export function checkVarInt(item: VectorCase): void {
    const header = fromHex(item['vlbytes_header'] as string);
    const length = readVarInt(header, 0);
    const written = new Uint8Array(varIntBytes(length));
    writeVarInt(length, written, 0);
    requireSame(length, item['length']);
    requireSame(toHex(written), item['vlbytes_header']);
}

/** Places in a tree. */
export function checkTreeMath(item: VectorCase): void {
    const leafCount = item['n_leaves'] as number;
    const root = treeMath.root(leafCount);
    requireSame(treeMath.nodeCount(leafCount), item['n_nodes']);
    requireSame(root, item['root']);
    for (let i = 0; i < treeMath.nodeCount(leafCount); i++) {
        const node = nodeIndex(i);
        const relative = (name: string): unknown => (item[name] as unknown[])[i];
        requireSame(isLeaf(node) ? null : treeMath.left(node), relative('left'));
        requireSame(isLeaf(node) ? null : treeMath.right(node), relative('right'));
        requireSame(node === root ? null : treeMath.parent(node), relative('parent'));
        requireSame(node === root ? null : treeMath.sibling(node), relative('sibling'));
    }
}
