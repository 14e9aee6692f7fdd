import { expect } from 'vitest';
import { toHex } from '../src/core/bytes.ts';
import type { GroupState } from '../src/core/mls/groups/groupState.ts';
import { leafIndex, nodeOf, type LeafIndex } from '../src/core/mls/tree/leafIndex.ts';
import { isLeaf, nodeIndex, type NodeIndex } from '../src/core/mls/tree/nodeIndex.ts';
import type { RatchetTree } from '../src/core/mls/tree/ratchetTree.ts';
import { decodeRatchetTree, ratchetTreeExtension } from '../src/core/mls/tree/ratchetTreeExtension.ts';
import { requireUniqueKeys, requireValidParents } from '../src/core/mls/tree/ratchetTreeRules.ts';
import { treeHash } from '../src/core/mls/tree/treeHash.ts';
import * as treeMath from '../src/core/mls/tree/treeMath.ts';
import type { GroupMember } from './groupMember.ts';

/** What is true of every member between any two commits; everyone is stored and loaded on the way. */
export async function requireInvariants(members: readonly GroupMember[]): Promise<void> {
    const first = members[0]!.group.state;
    requireSoundTree(first);
    const [authenticator, tree] = [toHex(members[0]!.group.epochAuthenticator), toHex(first.encodedTree())];
    for (const member of members) {
        expect(toHex(member.group.epochAuthenticator)).toBe(authenticator);
        expect(toHex(member.group.state.encodedTree())).toBe(tree);
        expect(member.group.members.length).toBe(members.length);
        requireKeysOfPath(member.group.state);
        await member.restarts();
    }
}

// From the encoding, so that no cached hash helps.
function requireSoundTree({ suite, context, tree: own }: GroupState): void {
    const tree = decodeRatchetTree(ratchetTreeExtension(own).data);
    expect(toHex(treeHash(suite, tree))).toBe(toHex(context.treeHash));
    expect(tree.leafCount).toBe(own.leafCount);
    requireValidParents(suite, tree);
    requireUniqueKeys(tree);
    for (let i = 0; i < tree.nodeCount; i++) requireCovered(tree, nodeIndex(i));
}

/** Under a node each member is met by exactly one node of the resolution whose key it has. */
function requireCovered(tree: RatchetTree, node: NodeIndex): void {
    const resolution = tree.resolution(node);
    const below = tree.occupiedLeaves().filter((leaf) => nodeOf(leaf) === node || treeMath.isBelow(nodeOf(leaf), node));
    for (const leaf of below) expect(resolution.filter((covering) => knowsKeyOf(tree, leaf, covering))).toHaveLength(1);
}

function requireKeysOfPath({ tree, own, keys }: GroupState): void {
    const path = [nodeOf(own), ...treeMath.directPath(own, tree.leafCount)];
    const expected = path.filter((node) => !tree.isBlank(node) && knowsKeyOf(tree, own, node)).sort((one, other) => one - other);
    expect(keys.pairs.map(([node]) => node)).toEqual(expected);
    for (const [node, pair] of keys.pairs) expect(toHex(pair.publicKey)).toBe(toHex(tree.encryptionKey(node)));
}

function knowsKeyOf(tree: RatchetTree, leaf: LeafIndex, node: NodeIndex): boolean {
    if (isLeaf(node)) return node === nodeOf(leaf);
    return treeMath.isBelow(nodeOf(leaf), node) && tree.parent(node)?.unmergedLeaves.includes(leafIndex(leaf)) !== true;
}
