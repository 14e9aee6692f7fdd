import { expect } from 'vitest';
import { suiteVectors, type VectorCase } from '../../../../tests/mlsVectors.ts';
import { type Bytes, fromHex, toHex } from '../../bytes.ts';
import { decode, encode } from '../codec/tlsEncoding.ts';
import { TlsReader } from '../codec/tlsReader.ts';
import { TlsWriter } from '../codec/tlsWriter.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import { HpkeKeyPair } from '../crypto/hpkeKeyPair.ts';
import { Secret } from '../crypto/secret.ts';
import { SignatureKeyPair } from '../crypto/signatureKeyPair.ts';
import { readKeyPackage } from '../keypackages/keyPackage.ts';
import { ProposalType } from '../proposals/proposalType.ts';
import { type LeafIndex, leafIndex, nodeOf } from '../tree/leafIndex.ts';
import { hasValidLeafSignature, readLeafNode } from '../tree/leafNode.ts';
import { nodeIndex } from '../tree/nodeIndex.ts';
import { nodeKeyPair } from '../tree/pathSecrets.ts';
import { PrivateTree } from '../tree/privateTree.ts';
import type { RatchetTree } from '../tree/ratchetTree.ts';
import { decodeRatchetTree, writeRatchetTree } from '../tree/ratchetTreeExtension.ts';
import { requireUniqueKeys, requireValidParents } from '../tree/ratchetTreeRules.ts';
import { nodeHash, treeHash } from '../tree/treeHash.ts';
import { applyPath, createPath, openPath, sealPath } from '../tree/treeKem.ts';
import { readUpdatePath, type UpdatePath } from '../tree/updatePath.ts';

const hex = (item: VectorCase, name: string): Bytes => fromHex(item[name] as string);
const casesOf = (item: VectorCase, name: string): VectorCase[] => item[name] as VectorCase[];

suiteVectors('tree-operations', (item, suite) => {
    const tree = decodeRatchetTree(hex(item, 'tree_before'));
    expect(toHex(treeHash(suite, tree))).toBe(item['tree_hash_before']);
    applyProposal(tree, hex(item, 'proposal'), leafIndex(item['proposal_sender'] as number));
    expect(toHex(encode(tree, writeRatchetTree))).toBe(item['tree_after']);
    expect(toHex(treeHash(suite, tree))).toBe(item['tree_hash_after']);
});

function applyProposal(tree: RatchetTree, proposal: Uint8Array, sender: LeafIndex): void {
    const reader = new TlsReader(proposal);
    const type = reader.readUInt16();
    if (type === ProposalType.Add) tree.addLeaf(readKeyPackage(reader).leafNode);
    else if (type === ProposalType.Update) tree.updateLeaf(sender, readLeafNode(reader));
    else if (type === ProposalType.Remove) tree.removeLeaf(leafIndex(reader.readUInt32()));
    else throw new Error('the file has these three only');
    reader.requireEnd();
}

suiteVectors('tree-validation', async (item, suite) => {
    const tree = decodeRatchetTree(hex(item, 'tree'));
    const [hashes, resolutions] = [item['tree_hashes'] as string[], item['resolutions'] as number[][]];
    for (let i = 0; i < tree.nodeCount; i++) {
        expect(toHex(nodeHash(suite, tree, nodeIndex(i)))).toBe(hashes[i]);
        expect(tree.resolution(nodeIndex(i))).toEqual(resolutions[i]);
    }
    requireValidParents(suite, tree);
    requireUniqueKeys(tree);
    for (const index of tree.occupiedLeaves()) {
        expect(await hasValidLeafSignature(tree.leaf(index)!, suite, hex(item, 'group_id'), index)).toBe(true);
    }
});

suiteVectors('treekem', async (item, suite) => {
    const tree = decodeRatchetTree(hex(item, 'ratchet_tree'));
    for (const given of casesOf(item, 'update_paths')) await receiveGiven(item, suite, tree, given);
    for (const leaf of casesOf(item, 'leaves_private')) await receiveOwn(item, suite, tree, leaf);
});

async function receiveGiven(item: VectorCase, suite: CipherSuite, tree: RatchetTree, given: VectorCase): Promise<void> {
    const sender = leafIndex(given['sender'] as number);
    const path = decode(hex(given, 'update_path'), readUpdatePath);
    const after = tree.copy();
    expect(await hasValidLeafSignature(path.leafNode, suite, hex(item, 'group_id'), sender)).toBe(true);
    applyPath(suite, after, sender, path, []);
    expect(toHex(treeHash(suite, after))).toBe(given['tree_hash_after']);
    const pathSecrets = given['path_secrets'] as string[];
    const expected = { pathSecret: (leaf: LeafIndex) => pathSecrets[leaf], commitSecret: given['commit_secret'] as string };
    await receiveByAll(item, suite, after, path, sender, expected);
}

async function receiveOwn(item: VectorCase, suite: CipherSuite, tree: RatchetTree, leaf: VectorCase): Promise<void> {
    const sender = leafIndex(leaf['index'] as number);
    const key = await SignatureKeyPair.fromPrivateKey(suite, hex(leaf, 'signature_priv'));
    const after = tree.copy();
    const fresh = await createPath(after, sender, key, hex(item, 'group_id'));
    const path = await sealPath(suite, after, fresh, contextOf(item, suite, after), []);
    const received = tree.copy();
    applyPath(suite, received, sender, path, []);
    expect(treeHash(suite, received)).toEqual(treeHash(suite, after));
    await receiveByAll(item, suite, received, path, sender, {
        pathSecret: (other) => toHex(fresh.secretFor(other)!.bytes),
        commitSecret: toHex(fresh.secrets.commitSecret.bytes),
    });
}

type Expected = { readonly pathSecret: (leaf: LeafIndex) => string | undefined; readonly commitSecret: string };

async function receiveByAll(
    item: VectorCase,
    suite: CipherSuite,
    after: RatchetTree,
    path: UpdatePath,
    sender: LeafIndex,
    expected: Expected,
): Promise<void> {
    const before = decodeRatchetTree(hex(item, 'ratchet_tree'));
    const groupContext = contextOf(item, suite, after);
    for (const leaf of casesOf(item, 'leaves_private')) {
        const own = leafIndex(leaf['index'] as number);
        if (own === sender) continue;
        const keys = (await keysOf(leaf, suite, before)).copyFor(after);
        const secrets = await openPath({ suite, tree: after, own, sender, groupContext, added: [] }, path, keys);
        expect(toHex(secrets.at(0).bytes)).toBe(expected.pathSecret(own));
        expect(toHex(secrets.commitSecret.bytes)).toBe(expected.commitSecret);
    }
}

async function keysOf(leaf: VectorCase, suite: CipherSuite, tree: RatchetTree): Promise<PrivateTree> {
    const keys = new PrivateTree();
    const own = nodeOf(leafIndex(leaf['index'] as number));
    keys.set(own, await HpkeKeyPair.fromPrivateKey(suite, hex(leaf, 'encryption_priv')));
    for (const given of casesOf(leaf, 'path_secrets')) {
        const secret = Secret.copyOf(hex(given, 'path_secret'));
        keys.set(nodeIndex(given['node'] as number), await nodeKeyPair(suite, secret));
    }
    for (const [node, pair] of keys.pairs) expect(toHex(pair.publicKey)).toBe(toHex(tree.encryptionKey(node)));
    return keys;
}

function contextOf(item: VectorCase, suite: CipherSuite, after: RatchetTree): Bytes {
    const writer = new TlsWriter();
    writer.writeUInt16(1);
    writer.writeUInt16(suite.id);
    writer.writeOpaque(hex(item, 'group_id'));
    writer.writeUInt64(BigInt(item['epoch'] as number));
    writer.writeOpaque(treeHash(suite, after));
    writer.writeOpaque(hex(item, 'confirmed_transcript_hash'));
    writer.writeOpaque(new Uint8Array(0));
    return writer.toArray();
}
