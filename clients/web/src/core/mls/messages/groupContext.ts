import type { Bytes } from '../../bytes.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import type { CipherSuiteId } from '../crypto/cipherSuiteId.ts';
import { readExtensions, writeExtensions, type Extension } from '../extensions/extension.ts';
import { ProtocolVersion } from '../framing/protocolVersion.ts';
import { readVersion } from '../framing/readVersion.ts';

/** What all members agree on in an epoch (RFC 9420 §8.1). */
export type GroupContext = {
    readonly cipherSuite: CipherSuiteId;
    readonly groupId: Bytes;
    readonly epoch: bigint;
    readonly treeHash: Bytes;
    readonly confirmedTranscriptHash: Bytes;
    readonly extensions: readonly Extension[];
};

export function writeGroupContext(writer: TlsWriter, context: GroupContext): void {
    writer.writeUInt16(ProtocolVersion.Mls10);
    writer.writeUInt16(context.cipherSuite);
    writer.writeOpaque(context.groupId);
    writer.writeUInt64(context.epoch);
    writer.writeOpaque(context.treeHash);
    writer.writeOpaque(context.confirmedTranscriptHash);
    writeExtensions(writer, context.extensions);
}

export function readGroupContext(reader: TlsReader): GroupContext {
    readVersion(reader);
    return {
        cipherSuite: reader.readUInt16() as CipherSuiteId,
        groupId: reader.readOpaque(),
        epoch: reader.readUInt64(),
        treeHash: reader.readOpaque(),
        confirmedTranscriptHash: reader.readOpaque(),
        extensions: readExtensions(reader),
    };
}
