import { equalBytes } from '../../bytes.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import { hpkeSealTo } from '../crypto/hpke.ts';
import { Custody } from '../crypto/custody.ts';
import { HpkeKeyPair } from '../crypto/hpkeKeyPair.ts';
import { decryptWithLabel, encryptContext } from '../crypto/labels.ts';
import { Secret } from '../crypto/secret.ts';
import type { SignatureKeyPair } from '../crypto/signatureKeyPair.ts';
import { MlsException } from '../mlsException.ts';
import { FreshPath } from './freshPath.ts';
import { type LeafIndex, nodeOf } from './leafIndex.ts';
import { type LeafNode, signLeaf } from './leafNode.ts';
import { LeafNodeSource } from './leafNodeSource.ts';
import type { NodeIndex } from './nodeIndex.ts';
import { setParentHashes } from './parentHash.ts';
import { PathSecrets } from './pathSecrets.ts';
import type { PrivateTree } from './privateTree.ts';
import type { RatchetTree } from './ratchetTree.ts';
import { recipientsOf } from './recipients.ts';
import * as treeMath from './treeMath.ts';
import type { UpdatePath, UpdatePathNode } from './updatePath.ts';
import { requireKeys, requireParentHash, requirePathSecret, requireShape } from './updatePathRules.ts';

// Making, applying and opening UpdatePaths (RFC 9420 §7.4 to §7.6). Trees given here are the caller's working copies.

const label = 'UpdatePathNode';
const none = new Uint8Array(0);

/** Where and as whom a received UpdatePath is opened; the tree already has the path's public half. */
export type PathOpening = {
    readonly suite: CipherSuite;
    readonly tree: RatchetTree;
    readonly own: LeafIndex;
    readonly sender: LeafIndex;
    readonly groupContext: Uint8Array;
    readonly added: readonly LeafIndex[];
};

/** Puts fresh keys on the filtered direct path of a leaf that is not blank and signs the new leaf. */
export async function createPath(tree: RatchetTree, own: LeafIndex, key: SignatureKeyPair, groupId: Uint8Array): Promise<FreshPath> {
    const { suite } = key;
    const nodes = tree.filteredDirectPath(own);
    const custody = new Custody();
    try {
        const secrets = custody.hold(new PathSecrets(suite, Secret.random(suite, suite.hashBytes), nodes.length));
        const leafPairMade = custody.holdWhenMade(HpkeKeyPair.generate(suite));
        const [pairs, leafPair] = await Promise.all([secrets.nodeKeyPairs(suite, custody), leafPairMade]);
        const publicKeys = pairs.map((pair) => pair.publicKey);
        setPath(tree, own, nodes, publicKeys);
        const origin = { source: LeafNodeSource.Commit, parentHash: setParentHashes(suite, tree, own, nodes) };
        const old = tree.leaf(own) as LeafNode;
        const leafNode = await signLeaf({ ...old, encryptionKey: leafPair.publicKey, origin }, key, groupId, own);
        tree.set(nodeOf(own), leafNode);
        const freshNodes = nodes.map((node, i) => ({ node, pair: pairs[i] as HpkeKeyPair }));
        return custody.release(new FreshPath({ leaf: own, leafNode, leafPair, nodes: freshNodes, secrets }));
    } finally {
        custody.dispose();
    }
}

/** Seals each path secret to the copath resolution, without the leaves that the same commit adds. */
export async function sealPath(
    suite: CipherSuite,
    tree: RatchetTree,
    path: FreshPath,
    groupContext: Uint8Array,
    added: readonly LeafIndex[],
): Promise<UpdatePath> {
    const info = await encryptContext(suite, label, groupContext);
    const nodes = path.nodes.map(async ({ node, pair }, i): Promise<UpdatePathNode> => {
        const secret = path.secrets.at(i).bytes;
        const encryptedPathSecrets = await Promise.all(
            recipientsOf(tree, node, path.leaf, added).map((recipient) =>
                hpkeSealTo(suite, tree.encryptionKey(recipient), info, none, secret),
            ),
        );
        return { encryptionKey: pair.publicKey, encryptedPathSecrets };
    });
    return { leafNode: path.leafNode, nodes: await Promise.all(nodes) };
}

/** Puts the public half of a received path into the tree (RFC 9420 §7.5) and checks its shape and parent hash. */
export function applyPath(suite: CipherSuite, tree: RatchetTree, sender: LeafIndex, path: UpdatePath, added: readonly LeafIndex[]): void {
    const nodes = tree.filteredDirectPath(sender);
    requireShape(tree, sender, path, nodes, added);
    requireKeys(suite, path);
    const publicKeys = path.nodes.map((node) => node.encryptionKey);
    setPath(tree, sender, nodes, publicKeys);
    requireParentHash(path.leafNode, setParentHashes(suite, tree, sender, nodes));
    tree.set(nodeOf(sender), path.leafNode);
}

/**
 * Opens the path secret sealed to this member and derives the rest. The new pairs go into the private tree, which holds only keys
 * that stand in the tree; the secrets are the caller's.
 */
export async function openPath(opening: PathOpening, path: UpdatePath, privateTree: PrivateTree): Promise<PathSecrets> {
    const { suite, tree } = opening;
    const nodes = tree.filteredDirectPath(opening.sender);
    const common = nodes.findIndex((node) => treeMath.isBelow(nodeOf(opening.own), node));
    const commonNode = nodes[common];
    if (commonNode === undefined) throw new Error('the sender and its receiver have a node in common');
    const recipients = recipientsOf(tree, commonNode, opening.sender, opening.added);
    const place = recipients.findIndex((recipient) => privateTree.has(recipient));
    const sealed = path.nodes[common]?.encryptedPathSecrets[place];
    if (sealed === undefined) throw new MlsException('PathSecretMismatch');
    const pair = privateTree.get(recipients[place] as NodeIndex);
    const first = new Secret(await decryptWithLabel(suite, pair, label, opening.groupContext, sealed));
    const custody = new Custody();
    try {
        requirePathSecret(suite, custody.hold(first));
        const secrets = custody.hold(new PathSecrets(suite, first, nodes.length - common));
        await storeSecrets(suite, tree, nodes.slice(common), secrets, privateTree);
        return custody.release(secrets);
    } finally {
        custody.dispose();
    }
}

/** Stores the pairs of path secrets whose nodes are given; each must be the tree's (RFC 9420 §12.4.3.1). */
export async function storeSecrets(
    suite: CipherSuite,
    tree: RatchetTree,
    nodes: readonly NodeIndex[],
    secrets: PathSecrets,
    privateTree: PrivateTree,
): Promise<void> {
    const custody = new Custody();
    try {
        const pairs = await secrets.nodeKeyPairs(suite, custody);
        const areTheTrees = nodes.every((node, i) => {
            const pair = pairs[i];
            return pair !== undefined && !tree.isBlank(node) && equalBytes(tree.encryptionKey(node), pair.publicKey);
        });
        if (!areTheTrees) throw new MlsException('PathSecretMismatch');
        nodes.forEach((node, i) => {
            privateTree.set(node, pairs[i] as HpkeKeyPair);
        });
        custody.release(pairs);
    } finally {
        custody.dispose();
    }
}

function setPath(tree: RatchetTree, leaf: LeafIndex, nodes: readonly NodeIndex[], publicKeys: readonly Uint8Array[]): void {
    tree.blankDirectPath(leaf);
    nodes.forEach((node, i) => {
        tree.set(node, { encryptionKey: publicKeys[i] as Uint8Array, parentHash: none, unmergedLeaves: [] });
    });
}
