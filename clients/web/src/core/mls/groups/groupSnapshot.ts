import type { Bytes } from '../../bytes.ts';
import { TlsReader } from '../codec/tlsReader.ts';
import { TlsWriter } from '../codec/tlsWriter.ts';
import { cipherSuite, type CipherSuite } from '../crypto/cipherSuite.ts';
import { Custody } from '../crypto/custody.ts';
import { HpkeKeyPair } from '../crypto/hpkeKeyPair.ts';
import { isPrivateKey } from '../crypto/privateKey.ts';
import { SignatureKeyPair } from '../crypto/signatureKeyPair.ts';
import { readGroupContext, writeGroupContext } from '../messages/groupContext.ts';
import { readProposal, writeProposal, type ReInitProposal } from '../messages/proposal.ts';
import { MlsException } from '../mlsException.ts';
import { emptyCache, loadCache, saveCache } from '../proposals/proposalCache.ts';
import { loadEpochSecrets, saveEpochSecrets } from '../schedule/epochSecrets.ts';
import { SecretTree } from '../secrets/secretTree.ts';
import { leafIndex } from '../tree/leafIndex.ts';
import { nodeIndex } from '../tree/nodeIndex.ts';
import { PrivateTree } from '../tree/privateTree.ts';
import type { RatchetTree } from '../tree/ratchetTree.ts';
import { readRatchetTree } from '../tree/ratchetTreeExtension.ts';
import { loadHistory, newHistory, saveHistory } from './groupHistory.ts';
import { defaultRetention } from './groupRetention.ts';
import { encodedOnce, type GroupState } from './groupState.ts';

// A group for an encrypted store, the same bytes as SecureDialogue.Mls writes:
//   uint16 version; uint16 suite; GroupContext; uint32 own leaf; ratchet_tree<V>; confirmation tag<V>; interim transcript hash<V>;
//   signature private key<V>; {uint32 node; private key<V>} keys<V>; epoch secrets; secret tree;
//   optional ReInit; proposals<V>; history
// The last line is not in version 1, which is still read. Loading trusts the store: signatures and hashes were checked before
// saving and are not again.

const firstVersion = 1;
const version = 2;

/** The bytes hold every secret of the group; the caller wipes them. */
export function saveState(state: GroupState): Bytes {
    const tree = state.encodedTree();
    const writer = new TlsWriter(tree.length + 8192);
    writer.writeUInt16(version);
    writer.writeUInt16(state.suite.id);
    writeGroupContext(writer, state.context);
    writer.writeUInt32(state.own);
    writer.writeFixed(tree);
    writer.writeOpaque(state.confirmationTag);
    writer.writeOpaque(state.interimTranscriptHash);
    writer.writeOpaque(state.signatureKey.privateKey.bytes);
    saveKeys(writer, state.keys);
    saveEpochSecrets(writer, state.secrets);
    state.ratchets.save(writer);
    writer.writeOptional(state.reInit, writeProposal);
    saveCache(writer, state.proposals);
    saveHistory(writer, state.history);
    const saved = writer.toArray();
    writer.dispose();
    return saved;
}

export function loadState(snapshot: Uint8Array): GroupState {
    const reader = new TlsReader(snapshot);
    const read = reader.readUInt16();
    if (read !== firstVersion && read !== version) throw new MlsException('SnapshotVersionUnknown');
    const custody = new Custody();
    try {
        const state = readState(reader, read === firstVersion, custody);
        reader.requireEnd();
        return custody.release(state);
    } finally {
        custody.dispose();
    }
}

function readState(reader: TlsReader, isFirst: boolean, custody: Custody): GroupState {
    const suite = cipherSuite(reader.readUInt16());
    const context = readGroupContext(reader);
    const own = leafIndex(reader.readUInt32());
    const tree = readRatchetTree(reader);
    const ownLeaf = tree.leaf(own);
    if (ownLeaf === undefined) throw new MlsException('ValueUnknown');
    return {
        suite,
        context,
        tree,
        own,
        confirmationTag: reader.readOpaque(),
        interimTranscriptHash: reader.readOpaque(),
        signatureKey: custody.hold(SignatureKeyPair.fromKeys(suite, ownLeaf.signatureKey, readKey(reader, suite))),
        keys: loadKeys(reader, suite, tree, custody),
        secrets: loadEpochSecrets(reader, custody),
        ratchets: SecretTree.load(suite, tree.leafCount, reader, custody),
        reInit: isFirst ? undefined : reader.readOptional(readReInit),
        proposals: isFirst ? emptyCache : loadCache(suite, reader, custody),
        history: isFirst ? newHistory(defaultRetention) : loadHistory(suite, reader, custody),
        encodedTree: encodedOnce(tree),
    };
}

function readReInit(reader: TlsReader): ReInitProposal {
    const proposal = readProposal(reader);
    if (proposal.kind !== 'reInit') throw new MlsException('ValueUnknown');
    return proposal;
}

function readKey(reader: TlsReader, suite: CipherSuite): Uint8Array {
    const key = reader.readOpaqueSpan();
    if (!isPrivateKey(suite, key)) throw new MlsException('ValueUnknown');
    return key;
}

function saveKeys(writer: TlsWriter, keys: PrivateTree): void {
    writer.writeVector(keys.pairs, (inner, [node, pair]) => {
        inner.writeUInt32(node);
        inner.writeOpaque(pair.privateKey.bytes);
    });
}

// The public keys stand in the tree, so that none is computed again.
function loadKeys(reader: TlsReader, suite: CipherSuite, tree: RatchetTree, custody: Custody): PrivateTree {
    const keys = custody.hold(new PrivateTree());
    const saved = new TlsReader(reader.readOpaqueSpan());
    while (!saved.isAtEnd) {
        const node = nodeIndex(saved.readUInt32());
        const privateKey = readKey(saved, suite);
        if (tree.isBlank(node)) throw new MlsException('ValueUnknown');
        keys.set(node, HpkeKeyPair.fromKeys(suite, tree.encryptionKey(node), privateKey));
    }
    return keys;
}
