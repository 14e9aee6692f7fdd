import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import { MlsException } from '../mlsException.ts';
import { leafIndex, type LeafIndex } from '../tree/leafIndex.ts';
import { SenderType } from './senderType.ts';

/** Who sent a message; only a member has a leaf (RFC 9420 §6). */
export type Sender =
    | { readonly type: typeof SenderType.Member; readonly leaf: LeafIndex }
    | { readonly type: typeof SenderType.External; readonly index: number }
    | { readonly type: typeof SenderType.NewMemberProposal }
    | { readonly type: typeof SenderType.NewMemberCommit };

export function memberSender(leaf: LeafIndex): Sender {
    return { type: SenderType.Member, leaf };
}

export function isMember(sender: Sender, leaf: LeafIndex): boolean {
    return sender.type === SenderType.Member && sender.leaf === leaf;
}

export function writeSender(writer: TlsWriter, sender: Sender): void {
    writer.writeUInt8(sender.type);
    if (sender.type === SenderType.Member) writer.writeUInt32(sender.leaf);
    if (sender.type === SenderType.External) writer.writeUInt32(sender.index);
}

export function readSender(reader: TlsReader): Sender {
    const type = reader.readUInt8();
    switch (type) {
        case SenderType.Member:
            return { type, leaf: leafIndex(reader.readUInt32()) };
        case SenderType.External:
            return { type, index: reader.readUInt32() };
        case SenderType.NewMemberProposal:
        case SenderType.NewMemberCommit:
            return { type };
        default:
            throw new MlsException('ValueUnknown');
    }
}
