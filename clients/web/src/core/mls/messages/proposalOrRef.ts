import type { Bytes } from '../../bytes.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import { MlsException } from '../mlsException.ts';
import { readProposal, writeProposal, type Proposal } from './proposal.ts';

const proposalType = 1;
const referenceType = 2;

/** A proposal in a commit, whole or by the hash of an earlier message, a ProposalRef (RFC 9420 §12.4). */
export type ProposalOrRef =
    { readonly type: 'value'; readonly proposal: Proposal } | { readonly type: 'reference'; readonly reference: Bytes };

export function writeProposalOrRef(writer: TlsWriter, item: ProposalOrRef): void {
    if (item.type === 'value') {
        writer.writeUInt8(proposalType);
        writeProposal(writer, item.proposal);
    } else {
        writer.writeUInt8(referenceType);
        writer.writeOpaque(item.reference);
    }
}

export function readProposalOrRef(reader: TlsReader): ProposalOrRef {
    switch (reader.readUInt8()) {
        case proposalType:
            return { type: 'value', proposal: readProposal(reader) };
        case referenceType:
            return { type: 'reference', reference: reader.readOpaque() };
        default:
            throw new MlsException('ValueUnknown');
    }
}
