import { casesOf, hex, requireSame, type VectorCase } from './vectorCase.ts';
import { type Bytes, toHex } from '../../src/core/bytes.ts';
import { decode, encode } from '../../src/core/mls/codec/tlsEncoding.ts';
import { TlsReader } from '../../src/core/mls/codec/tlsReader.ts';
import { TlsWriter } from '../../src/core/mls/codec/tlsWriter.ts';
import type { CipherSuite } from '../../src/core/mls/crypto/cipherSuite.ts';
import { HpkeKeyPair } from '../../src/core/mls/crypto/hpkeKeyPair.ts';
import { Secret } from '../../src/core/mls/crypto/secret.ts';
import { SignatureKeyPair } from '../../src/core/mls/crypto/signatureKeyPair.ts';
import { readKeyPackage } from '../../src/core/mls/keypackages/keyPackage.ts';
import { ProposalType } from '../../src/core/mls/proposals/proposalType.ts';
import { type LeafIndex, leafIndex, nodeOf } from '../../src/core/mls/tree/leafIndex.ts';
import { hasValidLeafSignature, readLeafNode } from '../../src/core/mls/tree/leafNode.ts';
import { nodeIndex } from '../../src/core/mls/tree/nodeIndex.ts';
import { nodeKeyPair } from '../../src/core/mls/tree/pathSecrets.ts';
import { PrivateTree } from '../../src/core/mls/tree/privateTree.ts';
import type { RatchetTree } from '../../src/core/mls/tree/ratchetTree.ts';
import { decodeRatchetTree, writeRatchetTree } from '../../src/core/mls/tree/ratchetTreeExtension.ts';
import { requireUniqueKeys, requireValidParents } from '../../src/core/mls/tree/ratchetTreeRules.ts';
import { nodeHash, treeHash } from '../../src/core/mls/tree/treeHash.ts';
import { applyPath, createPath, openPath, sealPath } from '../../src/core/mls/tree/treeKem.ts';
import { readUpdatePath, type UpdatePath } from '../../src/core/mls/tree/updatePath.ts';

/** A proposal on a tree. */
export function checkTreeOperations(item: VectorCase, suite: CipherSuite): void {
    const tree = decodeRatchetTree(hex(item, 'tree_before'));
    requireSame(toHex(treeHash(suite, tree)), item['tree_hash_before']);
    applyProposal(tree, hex(item, 'proposal'), leafIndex(item['proposal_sender'] as number));
    requireSame(toHex(encode(tree, writeRatchetTree)), item['tree_after']);
    requireSame(toHex(treeHash(suite, tree)), item['tree_hash_after']);
}

function applyProposal(tree: RatchetTree, proposal: Uint8Array, sender: LeafIndex): void {
    const reader = new TlsReader(proposal);
    const type = reader.readUInt16();
    if (type === ProposalType.Add) tree.addLeaf(readKeyPackage(reader).leafNode);
    else if (type === ProposalType.Update) tree.updateLeaf(sender, readLeafNode(reader));
    else if (type === ProposalType.Remove) tree.removeLeaf(leafIndex(reader.readUInt32()));
    else throw new Error('the file has these three only');
    reader.requireEnd();
}

/** A valid tree, its hashes and resolutions. */
export async function checkTreeValidation(item: VectorCase, suite: CipherSuite): Promise<void> {
    const tree = decodeRatchetTree(hex(item, 'tree'));
    const [hashes, resolutions] = [item['tree_hashes'] as string[], item['resolutions'] as number[][]];
    for (let i = 0; i < tree.nodeCount; i++) {
        requireSame(toHex(nodeHash(suite, tree, nodeIndex(i))), hashes[i]);
        requireSame(tree.resolution(nodeIndex(i)), resolutions[i]);
    }
    requireValidParents(suite, tree);
    requireUniqueKeys(tree);
    for (const index of tree.occupiedLeaves()) {
        requireSame(await hasValidLeafSignature(tree.leaf(index)!, suite, hex(item, 'group_id'), index), true);
    }
}

/** Paths received and made. */
export async function checkTreeKem(item: VectorCase, suite: CipherSuite): Promise<void> {
    const tree = decodeRatchetTree(hex(item, 'ratchet_tree'));
    for (const given of casesOf(item, 'update_paths')) await receiveGiven(item, suite, tree, given);
    for (const leaf of casesOf(item, 'leaves_private')) await receiveOwn(item, suite, tree, leaf);
}

async function receiveGiven(item: VectorCase, suite: CipherSuite, tree: RatchetTree, given: VectorCase): Promise<void> {
    const sender = leafIndex(given['sender'] as number);
    const path = decode(hex(given, 'update_path'), readUpdatePath);
    const after = tree.copy();
    requireSame(await hasValidLeafSignature(path.leafNode, suite, hex(item, 'group_id'), sender), true);
    applyPath(suite, after, sender, path, []);
    requireSame(toHex(treeHash(suite, after)), given['tree_hash_after']);
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
    requireSame(treeHash(suite, received), treeHash(suite, after));
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
        requireSame(toHex(secrets.at(0).bytes), expected.pathSecret(own));
        requireSame(toHex(secrets.commitSecret.bytes), expected.commitSecret);
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
    for (const [node, pair] of keys.pairs) requireSame(toHex(pair.publicKey), toHex(tree.encryptionKey(node)));
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
