import { expect } from 'vitest';
import { plainVectors } from '../../../../tests/mlsVectors.ts';
import { fromHex, toHex } from '../../bytes.ts';
import { decode, encode } from '../codec/tlsEncoding.ts';
import type { TlsRead } from '../codec/tlsReader.ts';
import type { TlsWrite } from '../codec/tlsWriter.ts';
import { readVarInt, varIntBytes, writeVarInt } from '../codec/varInt.ts';
import { readExtensions, writeExtensions } from '../extensions/extension.ts';
import { readKeyPackage, writeKeyPackage } from '../keypackages/keyPackage.ts';
import { readLeafNode, writeLeafNode } from '../tree/leafNode.ts';
import { isLeaf, nodeIndex } from '../tree/nodeIndex.ts';
import { readRatchetTree, writeRatchetTree } from '../tree/ratchetTreeExtension.ts';
import * as treeMath from '../tree/treeMath.ts';

plainVectors('deserialization', (item) => {
    const header = fromHex(item['vlbytes_header'] as string);
    const length = readVarInt(header, 0);
    const written = new Uint8Array(varIntBytes(length));
    writeVarInt(length, written, 0);
    expect(length).toBe(item['length']);
    expect(toHex(written)).toBe(item['vlbytes_header']);
});

plainVectors('tree-math', (item) => {
    const leafCount = item['n_leaves'] as number;
    const root = treeMath.root(leafCount);
    expect(treeMath.nodeCount(leafCount)).toBe(item['n_nodes']);
    expect(root).toBe(item['root']);
    for (let i = 0; i < treeMath.nodeCount(leafCount); i++) {
        const node = nodeIndex(i);
        const relative = (name: string): unknown => (item[name] as unknown[])[i];
        expect(isLeaf(node) ? null : treeMath.left(node)).toBe(relative('left'));
        expect(isLeaf(node) ? null : treeMath.right(node)).toBe(relative('right'));
        expect(node === root ? null : treeMath.parent(node)).toBe(relative('parent'));
        expect(node === root ? null : treeMath.sibling(node)).toBe(relative('sibling'));
    }
});

// The bodies of messages that hold nothing but trees, leaves, key packages and extensions.
plainVectors('messages', (item) => {
    const same = <T>(name: string, read: TlsRead<T>, write: TlsWrite<T>, headerBytes: number): void => {
        const bytes = fromHex(item[name] as string).subarray(headerBytes);
        expect(toHex(encode(decode(bytes, read), write))).toBe(toHex(bytes));
    };
    same('mls_key_package', readKeyPackage, writeKeyPackage, 4);
    same('ratchet_tree', readRatchetTree, writeRatchetTree, 0);
    same('add_proposal', readKeyPackage, writeKeyPackage, 0);
    same('update_proposal', readLeafNode, writeLeafNode, 0);
    same('group_context_extensions_proposal', readExtensions, writeExtensions, 0);
});
