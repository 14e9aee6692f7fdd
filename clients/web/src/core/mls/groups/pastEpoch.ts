import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { Custody } from '../crypto/custody.ts';
import { Secret } from '../crypto/secret.ts';
import { readGroupContext, writeGroupContext, type GroupContext } from '../messages/groupContext.ts';
import { SecretTree } from '../secrets/secretTree.ts';
import { leafIndex, type LeafIndex } from '../tree/leafIndex.ts';
import type { RatchetTree } from '../tree/ratchetTree.ts';
import { readRatchetTree, writeRatchetTree } from '../tree/ratchetTreeExtension.ts';

/** What opens late application messages of an epoch that is over. */
export type PastEpoch = {
    readonly context: GroupContext;
    readonly tree: RatchetTree;
    readonly own: LeafIndex;
    readonly senderDataSecret: Secret;
    readonly ratchets: SecretTree;
};

export function savePastEpoch(writer: TlsWriter, past: PastEpoch): void {
    writeGroupContext(writer, past.context);
    writeRatchetTree(writer, past.tree);
    writer.writeUInt32(past.own);
    writer.writeOpaque(past.senderDataSecret.bytes);
    past.ratchets.save(writer);
}

export function loadPastEpoch(suite: CipherSuite, reader: TlsReader, custody: Custody): PastEpoch {
    const context = readGroupContext(reader);
    const tree = readRatchetTree(reader);
    const own = leafIndex(reader.readUInt32());
    const senderDataSecret = custody.hold(Secret.copyOf(reader.readOpaqueSpan()));
    return { context, tree, own, senderDataSecret, ratchets: SecretTree.load(suite, tree.leafCount, reader, custody) };
}
