import type { Bytes } from '../../bytes.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import { MlsException } from '../mlsException.ts';
import { ResumptionPskUsage } from './resumptionPskUsage.ts';

const externalType = 1;
const resumptionType = 2;

/** The resumption secret of an epoch of a group; the nonce is fresh for each use, as long as a hash. */
export type ResumptionPskId = {
    readonly type: 'resumption';
    readonly usage: ResumptionPskUsage;
    readonly groupId: Bytes;
    readonly epoch: bigint;
    readonly nonce: Bytes;
};

/** The name of a pre-shared key and the nonce of its use (RFC 9420 §8.4). */
export type PreSharedKeyId = { readonly type: 'external'; readonly id: Bytes; readonly nonce: Bytes } | ResumptionPskId;

export function writePreSharedKeyId(writer: TlsWriter, id: PreSharedKeyId): void {
    if (id.type === 'external') {
        writer.writeUInt8(externalType);
        writer.writeOpaque(id.id);
    } else {
        writer.writeUInt8(resumptionType);
        writer.writeUInt8(id.usage);
        writer.writeOpaque(id.groupId);
        writer.writeUInt64(id.epoch);
    }
    writer.writeOpaque(id.nonce);
}

export function readPreSharedKeyId(reader: TlsReader): PreSharedKeyId {
    switch (reader.readUInt8()) {
        case externalType:
            return { type: 'external', id: reader.readOpaque(), nonce: reader.readOpaque() };
        case resumptionType:
            return {
                type: 'resumption',
                usage: readUsage(reader),
                groupId: reader.readOpaque(),
                epoch: reader.readUInt64(),
                nonce: reader.readOpaque(),
            };
        default:
            throw new MlsException('ValueUnknown');
    }
}

function readUsage(reader: TlsReader): ResumptionPskUsage {
    const value = reader.readUInt8();
    for (const usage of Object.values(ResumptionPskUsage)) {
        if (usage === value) return usage;
    }
    throw new MlsException('ValueUnknown');
}
