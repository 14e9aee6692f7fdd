import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import { readUpdatePath, writeUpdatePath, type UpdatePath } from '../tree/updatePath.ts';
import { readProposalOrRef, writeProposalOrRef, type ProposalOrRef } from './proposalOrRef.ts';

/** A list of proposals put into effect (RFC 9420 §12.4). */
export type Commit = { readonly proposals: readonly ProposalOrRef[]; readonly path: UpdatePath | undefined };

export function writeCommit(writer: TlsWriter, commit: Commit): void {
    writer.writeVector(commit.proposals, writeProposalOrRef);
    writer.writeOptional(commit.path, writeUpdatePath);
}

export function readCommit(reader: TlsReader): Commit {
    return { proposals: reader.readVector(readProposalOrRef), path: reader.readOptional(readUpdatePath) };
}
