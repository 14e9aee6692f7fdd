import { copyOf, type Bytes } from '../../bytes.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import { leafIndex, type LeafIndex } from '../tree/leafIndex.ts';

export const reuseGuardBytes = 4;

/** Who sent a PrivateMessage and which key it is under (RFC 9420 §6.3.2). */
export type SenderData = { readonly leaf: LeafIndex; readonly generation: number; readonly reuseGuard: Bytes };

export function writeSenderData(writer: TlsWriter, data: SenderData): void {
    writer.writeUInt32(data.leaf);
    writer.writeUInt32(data.generation);
    writer.writeFixed(data.reuseGuard);
}

export function readSenderData(reader: TlsReader): SenderData {
    return {
        leaf: leafIndex(reader.readUInt32()),
        generation: reader.readUInt32(),
        reuseGuard: copyOf(reader.readFixed(reuseGuardBytes)),
    };
}
