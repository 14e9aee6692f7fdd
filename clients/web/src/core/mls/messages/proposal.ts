import type { Bytes } from '../../bytes.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import type { CipherSuiteId } from '../crypto/cipherSuiteId.ts';
import { readExtensions, writeExtensions, type Extension } from '../extensions/extension.ts';
import type { ProtocolVersion } from '../framing/protocolVersion.ts';
import { readKeyPackage, writeKeyPackage, type KeyPackage } from '../keypackages/keyPackage.ts';
import { MlsException } from '../mlsException.ts';
import { ProposalType } from '../proposals/proposalType.ts';
import { leafIndex, type LeafIndex } from '../tree/leafIndex.ts';
import { readLeafNode, writeLeafNode, type LeafNode } from '../tree/leafNode.ts';
import { readPreSharedKeyId, writePreSharedKeyId, type PreSharedKeyId } from './preSharedKeyId.ts';

/** A new member (RFC 9420 §12.1.1). */
type AddProposal = { readonly kind: 'add'; readonly keyPackage: KeyPackage };

/** A new leaf of the sender (§12.1.2). */
type UpdateProposal = { readonly kind: 'update'; readonly leafNode: LeafNode };

/** A member that goes (§12.1.3). */
type RemoveProposal = { readonly kind: 'remove'; readonly removed: LeafIndex };

/** A pre-shared key for the key schedule (§12.1.4). */
type PreSharedKeyProposal = { readonly kind: 'preSharedKey'; readonly psk: PreSharedKeyId };

/** The end of the group and the parameters of its successor (§12.1.5). */
export type ReInitProposal = {
    readonly kind: 'reInit';
    readonly groupId: Bytes;
    readonly version: ProtocolVersion;
    readonly cipherSuite: CipherSuiteId;
    readonly extensions: readonly Extension[];
};

/** The init secret of an external commit (§12.1.6). */
export type ExternalInitProposal = { readonly kind: 'externalInit'; readonly kemOutput: Bytes };

/** All extensions of the GroupContext from now on (§12.1.7). */
type GroupContextExtensionsProposal = {
    readonly kind: 'groupContextExtensions';
    readonly extensions: readonly Extension[];
};

/** A change to the group (RFC 9420 §12.1). */
export type Proposal =
    | AddProposal
    | UpdateProposal
    | RemoveProposal
    | PreSharedKeyProposal
    | ReInitProposal
    | ExternalInitProposal
    | GroupContextExtensionsProposal;

const types: { readonly [Kind in Proposal['kind']]: ProposalType } = {
    add: ProposalType.Add,
    update: ProposalType.Update,
    remove: ProposalType.Remove,
    preSharedKey: ProposalType.PreSharedKey,
    reInit: ProposalType.ReInit,
    externalInit: ProposalType.ExternalInit,
    groupContextExtensions: ProposalType.GroupContextExtensions,
};

/** The number of a proposal's type. */
function typeOf(proposal: Proposal): ProposalType {
    return types[proposal.kind];
}

export function writeProposal(writer: TlsWriter, proposal: Proposal): void {
    writer.writeUInt16(typeOf(proposal));
    switch (proposal.kind) {
        case 'add':
            return writeKeyPackage(writer, proposal.keyPackage);
        case 'update':
            return writeLeafNode(writer, proposal.leafNode);
        case 'remove':
            return writer.writeUInt32(proposal.removed);
        case 'preSharedKey':
            return writePreSharedKeyId(writer, proposal.psk);
        case 'reInit':
            writer.writeOpaque(proposal.groupId);
            writer.writeUInt16(proposal.version);
            writer.writeUInt16(proposal.cipherSuite);
            return writeExtensions(writer, proposal.extensions);
        case 'externalInit':
            return writer.writeOpaque(proposal.kemOutput);
        case 'groupContextExtensions':
            return writeExtensions(writer, proposal.extensions);
    }
}

export function readProposal(reader: TlsReader): Proposal {
    switch (reader.readUInt16()) {
        case ProposalType.Add:
            return { kind: 'add', keyPackage: readKeyPackage(reader) };
        case ProposalType.Update:
            return { kind: 'update', leafNode: readLeafNode(reader) };
        case ProposalType.Remove:
            return { kind: 'remove', removed: leafIndex(reader.readUInt32()) };
        case ProposalType.PreSharedKey:
            return { kind: 'preSharedKey', psk: readPreSharedKeyId(reader) };
        case ProposalType.ReInit:
            return readReInit(reader);
        case ProposalType.ExternalInit:
            return { kind: 'externalInit', kemOutput: reader.readOpaque() };
        case ProposalType.GroupContextExtensions:
            return { kind: 'groupContextExtensions', extensions: readExtensions(reader) };
        default:
            throw new MlsException('ValueUnknown');
    }
}

function readReInit(reader: TlsReader): ReInitProposal {
    return {
        kind: 'reInit',
        groupId: reader.readOpaque(),
        version: reader.readUInt16() as ProtocolVersion,
        cipherSuite: reader.readUInt16() as CipherSuiteId,
        extensions: readExtensions(reader),
    };
}
