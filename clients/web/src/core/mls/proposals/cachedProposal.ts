import { equalBytes, type Bytes } from '../../bytes.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { Custody } from '../crypto/custody.ts';
import { HpkeKeyPair } from '../crypto/hpkeKeyPair.ts';
import { isPrivateKey } from '../crypto/privateKey.ts';
import { SignatureKeyPair } from '../crypto/signatureKeyPair.ts';
import { readSender, writeSender, type Sender } from '../framing/sender.ts';
import { readProposal, writeProposal, type Proposal } from '../messages/proposal.ts';
import { MlsException } from '../mlsException.ts';

/** The private keys of the leaf of an own Update. */
type OwnUpdateKeys = { readonly leafPair: HpkeKeyPair; readonly signatureKey: SignatureKeyPair };

/** A proposal that was sent in this epoch. For an Update of ours it owns the new leaf's private keys. */
export type CachedProposal = {
    readonly reference: Bytes;
    readonly proposal: Proposal;
    readonly sender: Sender;
    readonly ownKeys: OwnUpdateKeys | undefined;
};

export function saveCachedProposal(writer: TlsWriter, cached: CachedProposal): void {
    writer.writeOpaque(cached.reference);
    writeProposal(writer, cached.proposal);
    writeSender(writer, cached.sender);
    writer.writeOpaque(cached.ownKeys?.leafPair.privateKey.bytes ?? new Uint8Array());
    writer.writeOpaque(cached.ownKeys?.signatureKey.privateKey.bytes ?? new Uint8Array());
}

export function loadCachedProposal(suite: CipherSuite, reader: TlsReader, custody: Custody): CachedProposal {
    const reference = reader.readOpaque();
    const proposal = readProposal(reader);
    const sender = readSender(reader);
    return { reference, proposal, sender, ownKeys: loadKeys(suite, proposal, reader, custody) };
}

export function hasReference(cached: CachedProposal, reference: Uint8Array): boolean {
    return equalBytes(cached.reference, reference);
}

// The public keys stand in the leaf, so that none is computed again.
function loadKeys(suite: CipherSuite, proposal: Proposal, reader: TlsReader, custody: Custody): OwnUpdateKeys | undefined {
    const leafKey = reader.readOpaqueSpan();
    const signatureKey = reader.readOpaqueSpan();
    if (leafKey.length === 0) return undefined;
    const areKeys = isPrivateKey(suite, leafKey) && isPrivateKey(suite, signatureKey);
    if (!areKeys || proposal.kind !== 'update') throw new MlsException('ValueUnknown');
    return {
        leafPair: custody.hold(HpkeKeyPair.fromKeys(suite, proposal.leafNode.encryptionKey, leafKey)),
        signatureKey: custody.hold(SignatureKeyPair.fromKeys(suite, proposal.leafNode.signatureKey, signatureKey)),
    };
}
