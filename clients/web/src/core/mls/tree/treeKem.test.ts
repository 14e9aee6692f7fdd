import { describe, expect, test } from 'vitest';
import { ownKeys, testClient, testTree, type TestTree } from '../../../../tests/mlsTree.ts';
import { expectRefusal } from '../../../../tests/refusal.ts';
import { toHex, utf8 } from '../../bytes.ts';
import { cipherSuite, cipherSuites } from '../crypto/cipherSuite.ts';
import '../crypto/p256Suite.ts';
import { encryptWithLabel } from '../crypto/labels.ts';
import { type LeafIndex, leafIndex } from './leafIndex.ts';
import { hasValidLeafSignature, type LeafNode } from './leafNode.ts';
import { LeafNodeSource } from './leafNodeSource.ts';
import { requireValidParents } from './ratchetTreeRules.ts';
import { treeHash } from './treeHash.ts';
import { applyPath, createPath, openPath, sealPath } from './treeKem.ts';
import type { UpdatePath } from './updatePath.ts';
import { requireNewKey, requireUnusedKeys } from './updatePathRules.ts';

const groupId = utf8('group');
const groupContext = utf8('context');
const committer = leafIndex(1);

async function commit(given: TestTree, added: readonly LeafIndex[]) {
    const after = given.tree.copy();
    const fresh = await createPath(after, committer, given.clients[committer]!.secrets.signature, groupId);
    const path = await sealPath(given.clients[0]!.secrets.suite, after, fresh, groupContext, added);
    return { after, fresh, path };
}

describe.each(cipherSuites)('suite $id', (suite) => {
    test('every member opens the path, and only one added in the same commit cannot', async () => {
        const given = await testTree(suite, 5);
        const joiner = await testClient(suite, 'joiner');
        const before = treeHash(suite, given.tree);
        const grown = { tree: given.tree.copy(), clients: [...given.clients, joiner] };
        const added = [grown.tree.addLeaf(joiner.keyPackage.leafNode)];
        const { after, fresh, path } = await commit(grown, added);
        const received = grown.tree.copy();
        applyPath(suite, received, committer, path, added);

        expect(treeHash(suite, received)).toEqual(treeHash(suite, after));
        expect(treeHash(suite, given.tree)).toEqual(before);
        expect(await hasValidLeafSignature(path.leafNode, suite, groupId, committer)).toBe(true);
        requireValidParents(suite, received);
        for (const own of [0, 2, 3, 4].map(leafIndex)) {
            const keys = ownKeys(grown, own).copyFor(received);
            const opening = { suite, tree: received, own, sender: committer, groupContext, added };
            const secrets = await openPath(opening, path, keys);
            expect(toHex(secrets.commitSecret.bytes)).toBe(toHex(fresh.secrets.commitSecret.bytes));
            expect(toHex(secrets.at(0).bytes)).toBe(toHex(fresh.secretFor(own)!.bytes));
            for (const [node, pair] of keys.pairs) expect(pair.publicKey).toEqual(received.encryptionKey(node));
        }
        const opening = { suite, tree: received, own: added[0]!, sender: committer, groupContext, added };
        await expectRefusal('PathSecretMismatch', () => openPath(opening, path, ownKeys(grown, 5)));
    });
});

const suite = cipherSuite(1);

test('what a path brings is refused by its rule', async () => {
    const given = await testTree(suite, 4);
    const { path } = await commit(given, []);
    const [first, ...rest] = path.nodes;
    const apply = (changed: UpdatePath): void => {
        applyPath(suite, given.tree.copy(), committer, changed, []);
    };

    apply(path);
    await expectRefusal('PathShapeWrong', () => {
        apply({ ...path, nodes: rest });
    });
    await expectRefusal('PathShapeWrong', () => {
        apply({ ...path, nodes: [{ ...first!, encryptedPathSecrets: [] }, ...rest] });
    });
    await expectRefusal('PublicKeyInvalid', () => {
        apply({ ...path, nodes: [{ ...first!, encryptionKey: new Uint8Array(32) }, ...rest] });
    });
    await expectRefusal('ParentHashInvalid', () => {
        apply({ ...path, leafNode: { ...path.leafNode, origin: { source: LeafNodeSource.Commit, parentHash: new Uint8Array(32) } } });
    });
});

test('keys of a path that stand in the tree, or are the old leaf’s, are refused', async () => {
    const given = await testTree(suite, 4);
    const { path } = await commit(given, []);
    const old = given.tree.leaf(committer) as LeafNode;

    requireUnusedKeys(given.tree, path);
    requireNewKey(old, path.leafNode);
    await expectRefusal('EncryptionKeyNotUnique', () => {
        requireUnusedKeys(given.tree, { ...path, leafNode: { ...old } });
    });
    await expectRefusal('EncryptionKeyNotUnique', () => {
        requireUnusedKeys(given.tree, { ...path, nodes: [{ ...path.nodes[0]!, encryptionKey: old.encryptionKey.slice() }] });
    });
    await expectRefusal('PathKeyUnchanged', () => {
        requireNewKey(old, old);
    });
});

test('a path secret that is not the tree’s is refused and leaves no keys', async () => {
    const given = await testTree(suite, 4);
    const { after, path } = await commit(given, []);
    const own = leafIndex(3);
    const opening = { suite, tree: after, own, sender: committer, groupContext, added: [] };
    const forge = async (secret: Uint8Array): Promise<UpdatePath> => {
        const sealed = await encryptWithLabel(
            suite,
            given.clients[3]!.keyPackage.leafNode.encryptionKey,
            'UpdatePathNode',
            groupContext,
            secret,
        );
        const [first, second] = path.nodes;
        const [other] = second!.encryptedPathSecrets;
        return { ...path, nodes: [first!, { ...second!, encryptedPathSecrets: [other!, sealed] }] };
    };

    const keys = ownKeys(given, 3);
    await openPath(opening, path, keys.copyFor(after));
    for (const secret of [new Uint8Array(32), new Uint8Array(31)]) {
        const forged = await forge(secret);
        await expectRefusal('PathSecretMismatch', () => openPath(opening, forged, keys));
        expect(keys.pairs).toHaveLength(1);
    }
    await expectRefusal('DecryptionFailed', () => openPath({ ...opening, groupContext: groupId }, path, keys));
});
