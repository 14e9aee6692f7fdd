import { expect, test } from 'vitest';
import { testClient, testTree } from '../../../../tests/mlsTree.ts';
import { expectRefusal } from '../../../../tests/refusal.ts';
import { toHex } from '../../bytes.ts';
import { TlsWriter } from '../codec/tlsWriter.ts';
import { cipherSuite } from '../crypto/cipherSuite.ts';
import { leafIndex } from './leafIndex.ts';
import { type LeafNode, writeLeafNode } from './leafNode.ts';
import { nodeIndex } from './nodeIndex.ts';
import { type ParentNode, writeParentNode } from './parentNode.ts';
import { decodeRatchetTree, ratchetTreeExtension } from './ratchetTreeExtension.ts';
import { treeHash } from './treeHash.ts';
import { createPath } from './treeKem.ts';

const suite = cipherSuite(1);

test('a kept hash is forgotten when something below changes, in the copy only', async () => {
    const { tree } = await testTree(suite, 6);
    const before = treeHash(suite, tree);
    const copy = tree.copy();
    copy.removeLeaf(leafIndex(3));
    const fresh = decodeRatchetTree(ratchetTreeExtension(copy).data);

    expect(treeHash(suite, copy)).toEqual(treeHash(suite, fresh));
    expect(treeHash(suite, copy)).not.toEqual(before);
    expect(treeHash(suite, tree)).toEqual(before);
    expect(tree.leaf(leafIndex(3))).toBeDefined();
});

test('a tree grows to the next power of two and is cut while its right half is blank', async () => {
    const { tree } = await testTree(suite, 5);

    expect(tree.leafCount).toBe(8);
    tree.removeLeaf(leafIndex(2));
    expect(tree.leafCount).toBe(8);
    tree.removeLeaf(leafIndex(4));
    expect(tree.leafCount).toBe(4);
    expect(tree.addLeaf((await testClient(suite, 'next')).keyPackage.leafNode)).toBe(2);
    expect(tree.leaf(leafIndex(2 ** 32 - 1))).toBeUndefined();
    expect(() => tree.encryptionKey(nodeIndex(1))).toThrow('blank');
});

test('a filtered direct path leaves out nodes with nobody on the other side', async () => {
    const { tree } = await testTree(suite, 5);

    expect(tree.filteredDirectPath(leafIndex(4))).toEqual([7]);
    expect(tree.filteredDirectPath(leafIndex(0))).toEqual([1, 3, 7]);
});

test('a leaf that joins stands as unmerged at every parent above it', async () => {
    const { tree, clients } = await testTree(suite, 4);
    await createPath(tree, leafIndex(0), clients[0]!.secrets.signature, new Uint8Array(1));
    tree.removeLeaf(leafIndex(3));
    tree.removeLeaf(leafIndex(2));
    await createPath(tree, leafIndex(0), clients[0]!.secrets.signature, new Uint8Array(1));
    const [third, fourth] = [clients[2]!, clients[3]!].map((client) => client.keyPackage.leafNode);
    tree.addLeaf(third!);
    tree.addLeaf(fourth!);

    expect(tree.resolution(tree.root)).toEqual([1, 4, 6]);
});

test('a tree is read back, and one of a wrong size or with nodes at wrong places is refused', async () => {
    const { tree, clients } = await testTree(suite, 3);
    await createPath(tree, leafIndex(0), clients[0]!.secrets.signature, new Uint8Array(1));
    const [leaf, parent] = [tree.leaf(leafIndex(0)) as LeafNode, tree.parent(nodeIndex(1)) as ParentNode];
    const blank = (writer: TlsWriter): void => {
        writer.writeUInt8(0);
    };
    const typed =
        (type: number) =>
        (writer: TlsWriter): void => {
            writer.writeUInt8(1);
            writer.writeUInt8(type);
            if (type === 2) writeParentNode(writer, parent);
            else writeLeafNode(writer, leaf);
        };
    const treeOf = (...nodes: ((writer: TlsWriter) => void)[]): Uint8Array => {
        const writer = new TlsWriter();
        writer.writeVector(nodes, (inner, write) => {
            write(inner);
        });
        return writer.toArray();
    };
    const bytes = ratchetTreeExtension(tree).data;

    expect(toHex(ratchetTreeExtension(decodeRatchetTree(bytes)).data)).toBe(toHex(bytes));
    expect(decodeRatchetTree(treeOf(typed(1), typed(2), typed(1))).leafCount).toBe(2);
    await expectRefusal('TreeSizeInvalid', () => decodeRatchetTree(treeOf()));
    await expectRefusal('TreeSizeInvalid', () => decodeRatchetTree(treeOf(typed(1), typed(2))));
    await expectRefusal('TreeSizeInvalid', () => decodeRatchetTree(treeOf(typed(1), blank, blank)));
    await expectRefusal('TreeNodeMisplaced', () => decodeRatchetTree(treeOf(typed(1), typed(1), typed(1))));
    await expectRefusal('TreeNodeMisplaced', () => decodeRatchetTree(treeOf(typed(2), blank, typed(1))));
    await expectRefusal('ValueUnknown', () => decodeRatchetTree(treeOf(typed(3))));
});
