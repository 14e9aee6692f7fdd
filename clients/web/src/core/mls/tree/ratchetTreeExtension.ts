import { decode, encode } from '../codec/tlsEncoding.ts';
import { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import type { Extension } from '../extensions/extension.ts';
import { ExtensionType } from '../extensions/extensionType.ts';
import { MlsException } from '../mlsException.ts';
import { type LeafNode, readLeafNode, writeLeafNode } from './leafNode.ts';
import { isLeaf, nodeIndex } from './nodeIndex.ts';
import { type ParentNode, readParentNode, writeParentNode } from './parentNode.ts';
import { RatchetTree, type TreeNode } from './ratchetTree.ts';
import * as treeMath from './treeMath.ts';

// The tree as it travels: optional<Node> ratchet_tree<V>, without the blanks at the end (RFC 9420 §12.4.3.3).

const leafType = 1;
const parentType = 2;

type TypedNode = { readonly type: number; readonly node: Exclude<TreeNode, undefined> };

export function ratchetTreeExtension(tree: RatchetTree): Extension {
    return { type: ExtensionType.RatchetTree, data: encode(tree, writeRatchetTree) };
}

export function decodeRatchetTree(bytes: Uint8Array): RatchetTree {
    return decode(bytes, readRatchetTree);
}

export function writeRatchetTree(writer: TlsWriter, tree: RatchetTree): void {
    let last = tree.nodeCount - 1;
    while (last > 0 && tree.isBlank(nodeIndex(last))) last--;
    const start = writer.beginVector();
    for (let i = 0; i <= last; i++) {
        const node = tree.node(nodeIndex(i));
        writer.writeUInt8(node === undefined ? 0 : 1);
        if (node === undefined) continue;
        if (isLeaf(nodeIndex(i))) {
            writer.writeUInt8(leafType);
            writeLeafNode(writer, node as LeafNode);
        } else {
            writer.writeUInt8(parentType);
            writeParentNode(writer, node as ParentNode);
        }
    }
    writer.endVector(start);
}

/** The tree; its nodes share one copy of the bytes. */
export function readRatchetTree(reader: TlsReader): RatchetTree {
    const nodes = TlsReader.ofOwn(reader.readOpaque()).readAll((inner) => inner.readOptional(readNode));
    if (nodes.length % 2 === 0 || nodes.at(-1) === undefined) throw new MlsException('TreeSizeInvalid');
    const isMisplaced = nodes.some((read, i) => read !== undefined && (read.type === leafType) !== isLeaf(nodeIndex(i)));
    if (isMisplaced) throw new MlsException('TreeNodeMisplaced');
    const full = nodes.map((read) => read?.node);
    const length = treeMath.nodeCount(roundUpToPowerOf2((nodes.length + 1) / 2));
    while (full.length < length) full.push(undefined);
    return RatchetTree.ofNodes(full);
}

function readNode(reader: TlsReader): TypedNode {
    const type = reader.readUInt8();
    if (type === leafType) return { type, node: readLeafNode(reader) };
    if (type === parentType) return { type, node: readParentNode(reader) };
    throw new MlsException('ValueUnknown');
}

function roundUpToPowerOf2(count: number): number {
    let power = 1;
    while (power < count) power *= 2;
    return power;
}
