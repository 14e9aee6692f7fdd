import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import { type HpkeCiphertext, readHpkeCiphertext, writeHpkeCiphertext } from '../crypto/hpkeCiphertext.ts';
import { type LeafNode, readLeafNode, writeLeafNode } from './leafNode.ts';

/** One new node of a path and its path secret, sealed to each node of the copath resolution (RFC 9420 §7.6). */
export type UpdatePathNode = { readonly encryptionKey: Uint8Array; readonly encryptedPathSecrets: readonly HpkeCiphertext[] };

/** A committer's new leaf and filtered direct path (RFC 9420 §7.6). */
export type UpdatePath = { readonly leafNode: LeafNode; readonly nodes: readonly UpdatePathNode[] };

export function writeUpdatePath(writer: TlsWriter, value: UpdatePath): void {
    writeLeafNode(writer, value.leafNode);
    writer.writeVector(value.nodes, writeNode);
}

export function readUpdatePath(reader: TlsReader): UpdatePath {
    return { leafNode: readLeafNode(reader), nodes: reader.readVector(readNode) };
}

function writeNode(writer: TlsWriter, value: UpdatePathNode): void {
    writer.writeOpaque(value.encryptionKey);
    writer.writeVector(value.encryptedPathSecrets, writeHpkeCiphertext);
}

function readNode(reader: TlsReader): UpdatePathNode {
    return { encryptionKey: reader.readOpaque(), encryptedPathSecrets: reader.readVector(readHpkeCiphertext) };
}
