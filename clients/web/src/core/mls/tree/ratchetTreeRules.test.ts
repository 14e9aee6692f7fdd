import { beforeAll, describe, expect, test } from 'vitest';
import { testTree, type TestTree } from '../../../../tests/mlsTree.ts';
import { expectRefusal } from '../../../../tests/refusal.ts';
import { CredentialType } from '../credentials/credentialType.ts';
import { cipherSuite } from '../crypto/cipherSuite.ts';
import { type LeafIndex, leafIndex, nodeOf } from './leafIndex.ts';
import type { LeafNode } from './leafNode.ts';
import { nodeIndex } from './nodeIndex.ts';
import type { ParentNode } from './parentNode.ts';
import type { RatchetTree } from './ratchetTree.ts';
import { requireCredentialSupport, requireUniqueKeys, requireValidParents } from './ratchetTreeRules.ts';
import { createPath } from './treeKem.ts';

const suite = cipherSuite(1);
const groupId = new Uint8Array(1);
const root = nodeIndex(7);
const [leftHalf, rightHalf] = [nodeIndex(3), nodeIndex(11)];

// Eight leaves with paths by 0 and 6; then leaf 2 is blanked and joins again: it is unmerged at nodes it was not in when they were set.
let given: TestTree;

beforeAll(async () => {
    const made = await testTree(suite, 8);
    const { tree, clients } = made;
    const second = tree.leaf(leafIndex(2)) as LeafNode;
    tree.removeLeaf(leafIndex(2));
    await createPath(tree, leafIndex(6), clients[6]!.secrets.signature, groupId);
    await createPath(tree, leafIndex(0), clients[0]!.secrets.signature, groupId);
    tree.addLeaf(second);
    given = made;
});

function changed(node: number, change: (parent: ParentNode) => Partial<ParentNode>): RatchetTree {
    const tree = given.tree.copy();
    const parent = tree.parent(nodeIndex(node)) as ParentNode;
    tree.set(nodeIndex(node), { ...parent, ...change(parent) });
    return tree;
}

function withLeaf(index: number, change: Partial<LeafNode>): RatchetTree {
    const tree = given.tree.copy();
    tree.set(nodeOf(leafIndex(index)), { ...(tree.leaf(leafIndex(index)) as LeafNode), ...change });
    return tree;
}

const unmerged = (...leaves: number[]): { unmergedLeaves: LeafIndex[] } => ({ unmergedLeaves: leaves.map(leafIndex) });

test('an honest tree has what the changed ones lack', () => {
    expect(given.tree.parent(root)?.unmergedLeaves).toEqual([2]);
    expect(given.tree.parent(leftHalf)?.unmergedLeaves).toEqual([2]);
    expect(given.tree.parent(rightHalf)?.unmergedLeaves).toEqual([]);
    requireValidParents(suite, given.tree);
    requireUniqueKeys(given.tree);
    requireCredentialSupport(given.tree);
});

describe('unmerged leaves', () => {
    test('twice the same leaf are refused', () =>
        expectRefusal('UnmergedLeavesInvalid', () => {
            requireValidParents(
                suite,
                changed(root, () => unmerged(2, 2)),
            );
        }));

    test('out of order are refused', () =>
        expectRefusal('UnmergedLeavesInvalid', () => {
            requireValidParents(
                suite,
                changed(rightHalf, () => unmerged(7, 5)),
            );
        }));

    test('beyond the tree are refused', () =>
        expectRefusal('UnmergedLeavesInvalid', () => {
            requireValidParents(
                suite,
                changed(root, () => unmerged(2, 2 ** 32 - 1)),
            );
        }));

    test('of another part of the tree are refused', () =>
        expectRefusal('UnmergedLeavesInvalid', () => {
            requireValidParents(
                suite,
                changed(leftHalf, () => unmerged(2, 5)),
            );
        }));

    test('that are blank are refused', () => {
        const tree = given.tree.copy();
        tree.set(nodeOf(leafIndex(2)), undefined);

        return expectRefusal('UnmergedLeavesInvalid', () => {
            requireValidParents(suite, tree);
        });
    });

    test('that a node between does not carry on are refused', () =>
        expectRefusal('UnmergedLeavesInvalid', () => {
            requireValidParents(
                suite,
                changed(leftHalf, () => unmerged()),
            );
        }));
});

describe('parent hashes', () => {
    test('of another value are refused', () =>
        expectRefusal('ParentHashInvalid', () => {
            requireValidParents(
                suite,
                changed(rightHalf, () => ({ parentHash: new Uint8Array(32) })),
            );
        }));

    test('over another key are refused', () =>
        expectRefusal('ParentHashInvalid', () => {
            requireValidParents(
                suite,
                changed(root, () => ({ encryptionKey: new Uint8Array(32).fill(3) })),
            );
        }));

    test('over another sibling are refused', () =>
        expectRefusal('ParentHashInvalid', () => {
            requireValidParents(suite, withLeaf(5, { signature: new Uint8Array(64) }));
        }));
});

describe('keys', () => {
    test('of the wrong length are refused', () =>
        expectRefusal('PublicKeyInvalid', () => {
            requireValidParents(
                suite,
                changed(root, () => ({ encryptionKey: new Uint8Array(31) })),
            );
        }));

    test('of two leaves are refused', async () => {
        const other = given.tree.leaf(leafIndex(4)) as LeafNode;
        await expectRefusal('EncryptionKeyNotUnique', () => {
            requireUniqueKeys(withLeaf(5, { encryptionKey: other.encryptionKey.slice() }));
        });
        await expectRefusal('SignatureKeyNotUnique', () => {
            requireUniqueKeys(withLeaf(5, { signatureKey: other.signatureKey.slice() }));
        });
    });

    test('of a leaf and a parent are refused', () =>
        expectRefusal('EncryptionKeyNotUnique', () => {
            requireUniqueKeys(withLeaf(5, { encryptionKey: given.tree.encryptionKey(root) }));
        }));
});

test('a credential type that not every member knows is refused', () =>
    expectRefusal('CredentialTypeNotSupported', () => {
        requireCredentialSupport(withLeaf(5, { credential: { type: CredentialType.X509, body: new Uint8Array(1) } }));
    }));
