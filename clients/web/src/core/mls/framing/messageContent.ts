import { type Bytes, wipe } from '../../bytes.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import { readCommit, writeCommit, type Commit } from '../messages/commit.ts';
import { readProposal, writeProposal, type Proposal } from '../messages/proposal.ts';
import { MlsException } from '../mlsException.ts';
import { ContentType } from './contentType.ts';

/** The content of a message: application data, a proposal or a commit (RFC 9420 §6). */
export type MessageContent =
    | { readonly type: typeof ContentType.Application; readonly data: Bytes }
    | { readonly type: typeof ContentType.Proposal; readonly proposal: Proposal }
    | { readonly type: typeof ContentType.Commit; readonly commit: Commit };

/** Writes the content without its type. */
export function writeMessageContent(writer: TlsWriter, content: MessageContent): void {
    switch (content.type) {
        case ContentType.Application:
            return writer.writeOpaque(content.data);
        case ContentType.Proposal:
            return writeProposal(writer, content.proposal);
        case ContentType.Commit:
            return writeCommit(writer, content.commit);
    }
}

export function readMessageContent(reader: TlsReader, type: ContentType): MessageContent {
    switch (type) {
        case ContentType.Application:
            return { type, data: reader.readOpaque() };
        case ContentType.Proposal:
            return { type, proposal: readProposal(reader) };
        case ContentType.Commit:
            return { type, commit: readCommit(reader) };
    }
}

/** Overwrites application data that is not given out. */
export function eraseContent(content: MessageContent): void {
    if (content.type === ContentType.Application) wipe(content.data);
}

export function readContentType(reader: TlsReader): ContentType {
    const type = reader.readUInt8();
    switch (type) {
        case ContentType.Application:
        case ContentType.Proposal:
        case ContentType.Commit:
            return type;
        default:
            throw new MlsException('ValueUnknown');
    }
}
