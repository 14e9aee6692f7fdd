import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import { type LeafIndex, leafIndex } from './leafIndex.ts';

/** An inner node (RFC 9420 §7.1). */
export type ParentNode = {
    readonly encryptionKey: Uint8Array;
    readonly parentHash: Uint8Array;
    readonly unmergedLeaves: readonly LeafIndex[];
};

export function writeParentNode(writer: TlsWriter, value: ParentNode): void {
    writer.writeOpaque(value.encryptionKey);
    writer.writeOpaque(value.parentHash);
    writer.writeVector(value.unmergedLeaves, (inner, leaf) => {
        inner.writeUInt32(leaf);
    });
}

export function readParentNode(reader: TlsReader): ParentNode {
    return {
        encryptionKey: reader.readOpaque(),
        parentHash: reader.readOpaque(),
        unmergedLeaves: reader.readVector((inner) => leafIndex(inner.readUInt32())),
    };
}
