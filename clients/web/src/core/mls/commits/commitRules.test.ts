import { beforeEach, expect, test } from 'vitest';
import { acceptAll } from '../../../../tests/acceptAll.ts';
import { byReference, byValue, forgeCommit, forgeList, withLeaf } from '../../../../tests/forgedCommit.ts';
import { GroupMember, plain, refuseNamed } from '../../../../tests/groupMember.ts';
import { expectRefusal } from '../../../../tests/refusal.ts';
import { TestGroup } from '../../../../tests/testGroup.ts';
import { encode } from '../codec/tlsEncoding.ts';
import type { CredentialValidator } from '../credentials/credentialValidator.ts';
import { CredentialType } from '../credentials/credentialType.ts';
import { encryptWithLabel } from '../crypto/labels.ts';
import type { ExtensionType } from '../extensions/extensionType.ts';
import { requiredCapabilitiesExtension } from '../extensions/requiredCapabilities.ts';
import { provisionalContext } from '../groups/groupState.ts';
import { writeGroupContext } from '../messages/groupContext.ts';
import type { ProposalOrRef } from '../messages/proposalOrRef.ts';
import { capabilitiesOf } from '../tree/capabilities.ts';
import { leafIndex } from '../tree/leafIndex.ts';
import { signLeaf } from '../tree/leafNode.ts';
import { LeafNodeSource } from '../tree/leafNodeSource.ts';
import { signKeyPackage } from '../keypackages/keyPackage.ts';
import { recipientsOf } from '../tree/recipients.ts';
import { applyPath } from '../tree/treeKem.ts';
import type { UpdatePath, UpdatePathNode } from '../tree/updatePath.ts';

let alice: GroupMember;
let bob: GroupMember;
let carol: GroupMember;
let dave: GroupMember;
let addDave: ProposalOrRef;
let removeCarol: ProposalOrRef;

beforeEach(async () => {
    [alice, bob, carol, dave] = await GroupMember.all('alice', 'bob', 'carol', 'dave');
    await TestGroup.of(alice, bob, carol);
    addDave = byValue({ kind: 'add', keyPackage: dave.keyPackage });
    removeCarol = byValue({ kind: 'remove', removed: carol.group.ownLeaf });
});

const mapNodes =
    (change: (node: UpdatePathNode) => UpdatePathNode) =>
    (path: UpdatePath): UpdatePath => ({ ...path, nodes: path.nodes.map(change) });

test.each([false, true])('a good commit is accepted (in clear: %s)', async (isPublic) => {
    await bob.accepts(await forgeCommit(alice, [], { isPublic }), plain);
    await bob.accepts(await forgeCommit(alice, [removeCarol, addDave], { isPublic }), plain);
    await bob.accepts(await forgeCommit(alice, [addDave], { isPublic, hasPath: false }), plain);
    await bob.refuses('ConfirmationTagInvalid', await forgeCommit(alice, [], { isPublic, tag: () => new Uint8Array(32) }), plain);
});

test('the list holds inline adds and removes that make sense', async () => {
    const remove = (index: number): ProposalOrRef => byValue({ kind: 'remove', removed: leafIndex(index) });
    const update = byValue({ kind: 'update', leafNode: alice.keyPackage.leafNode });
    await bob.refuses('ProposalNotSupported', await forgeList(alice, byReference(new Uint8Array(32))), plain);
    await bob.refuses('ProposalNotSupported', await forgeList(alice, update), plain);
    await bob.refuses('ProposalNotSupported', await forgeList(alice, byValue({ kind: 'groupContextExtensions', extensions: [] })), plain);
    await bob.refuses('CommitterRemoved', await forgeList(alice, remove(0)), plain);
    await bob.refuses('RemovedLeafUnknown', await forgeList(alice, remove(3)), plain);
    await bob.refuses('RemovedLeafUnknown', await forgeList(alice, remove(0xffff_ffff)), plain);
    await bob.refuses('RemoveDuplicate', await forgeList(alice, removeCarol, removeCarol), plain);
    await bob.accepts(await forgeCommit(alice, [removeCarol]), plain);
});

test('only adds may come without a path', async () => {
    const hasPath = false;
    await bob.refuses('PathMissing', await forgeCommit(alice, [], { hasPath }));
    await bob.refuses('PathMissing', await forgeCommit(alice, [removeCarol], { hasPath }));
    await bob.refuses('PathMissing', await forgeCommit(alice, [addDave, removeCarol], { hasPath }));
    await bob.accepts(await forgeCommit(alice, [addDave], { hasPath }));
});

test('a path has a node for each level and a ciphertext for each recipient', async () => {
    const short = (path: UpdatePath): UpdatePath => ({ ...path, nodes: path.nodes.slice(1) });
    const long = (path: UpdatePath): UpdatePath => ({ ...path, nodes: [...path.nodes, path.nodes[0]!] });
    await bob.refuses('PathShapeWrong', await forgeCommit(alice, [], { path: short }));
    await bob.refuses('PathShapeWrong', await forgeCommit(alice, [], { path: long }));
    await bob.refuses(
        'PathShapeWrong',
        await forgeCommit(alice, [], { path: mapNodes((node) => ({ ...node, encryptedPathSecrets: [] })) }),
    );
    for (const length of [1, 32]) {
        const path = mapNodes((node) => ({ ...node, encryptionKey: new Uint8Array(length) }));
        await bob.refuses('PublicKeyInvalid', await forgeCommit(alice, [], { path }));
    }
    const toAll = mapNodes((node) => ({ ...node, encryptedPathSecrets: [...node.encryptedPathSecrets, node.encryptedPathSecrets[0]!] }));
    await bob.refuses('PathShapeWrong', await forgeCommit(alice, [addDave], { path: toAll }));
    await bob.accepts(await forgeCommit(alice, [addDave]));
});

test('a path leaf is new, signed and linked', async () => {
    const old = alice.group.members[0]!.leaf;
    const parentHash = new Uint8Array(32);
    const refuses = async (error: Parameters<GroupMember['refuses']>[0], change: Parameters<typeof withLeaf>[1]): Promise<void> =>
        bob.refuses(error, await forgeCommit(alice, [], { path: withLeaf(alice, change) }));
    await refuses('PathKeyUnchanged', () => ({ encryptionKey: old.encryptionKey }));
    await refuses('ParentHashInvalid', () => ({ origin: { source: LeafNodeSource.Commit, parentHash } }));
    await refuses('LeafSourceWrong', () => ({ origin: { source: LeafNodeSource.Update } }));
    await refuses('EncryptionKeyNotUnique', () => ({ encryptionKey: carol.keyPackage.leafNode.encryptionKey }));
    await refuses('PublicKeyInvalid', () => ({ encryptionKey: new Uint8Array(32) }));
    const unsigned = (path: UpdatePath): UpdatePath => ({ ...path, leafNode: { ...path.leafNode, signature: new Uint8Array(64) } });
    await bob.refuses('LeafSignatureInvalid', await forgeCommit(alice, [], { path: unsigned }));
    await bob.accepts(await forgeCommit(alice, [], { path: withLeaf(alice, () => ({})) }));
});

test('a path brings no key of a node it replaces', async () => {
    const group = await TestGroup.ofSize(2);
    const [first, second] = group.members as [GroupMember, GroupMember];
    await group.commit(first, {});
    const { tree } = first.group.state;
    const root = tree.encryptionKey(tree.root);
    await second.refuses(
        'EncryptionKeyNotUnique',
        await forgeCommit(first, [], { path: withLeaf(first, () => ({ encryptionKey: root })) }),
    );
    const path = mapNodes((node) => ({ ...node, encryptionKey: root }));
    await second.refuses('EncryptionKeyNotUnique', await forgeCommit(first, [], { path }));
    await second.accepts(await forgeCommit(first, []));
});

test('a path secret gives the keys of the path', async () => {
    // Seals another path secret to everyone, under the context in which they open it.
    const sealOther =
        (length: number) =>
        async (path: UpdatePath): Promise<UpdatePath> => {
            const { state } = alice.group;
            const tree = state.tree.copy();
            const places = tree.filteredDirectPath(state.own);
            applyPath(state.suite, tree, state.own, path, []);
            const context = encode(provisionalContext(state, tree, state.context.extensions), writeGroupContext);
            const nodes = path.nodes.map(async (node, i) => ({
                ...node,
                encryptedPathSecrets: await Promise.all(
                    recipientsOf(tree, places[i]!, state.own, []).map((recipient) =>
                        encryptWithLabel(state.suite, tree.encryptionKey(recipient), 'UpdatePathNode', context, new Uint8Array(length)),
                    ),
                ),
            }));
            return { ...path, nodes: await Promise.all(nodes) };
        };
    await bob.refuses('PathSecretMismatch', await forgeCommit(alice, [], { path: sealOther(32) }));
    await bob.refuses('PathSecretMismatch', await forgeCommit(alice, [], { path: sealOther(5) }));
    const changed = required([CredentialType.Basic]);
    const extensions = byValue({ kind: 'groupContextExtensions', extensions: [changed] });
    await bob.refuses('DecryptionFailed', await forgeCommit(alice, [extensions], { extensions: [] }));
    await bob.accepts(await forgeCommit(alice, [extensions]));
});

test('added leaves are checked like key packages and against the tree', async () => {
    const refusesAdd = async (error: Parameters<GroupMember['refuses']>[0], keyPackage: typeof dave.keyPackage): Promise<void> =>
        bob.refuses(error, await forgeCommit(alice, [byValue({ kind: 'add', keyPackage })]));
    const twin = await (await GroupMember.of('twin')).renews({ signatureKey: bob.signatureKey });
    const { groupId } = alice.group;
    const stolenKey = carol.group.members[2]!.leaf.encryptionKey;
    const leafNode = await signLeaf({ ...dave.keyPackage.leafNode, encryptionKey: stolenKey }, dave.signatureKey, groupId, leafIndex(0));
    const stolen = await signKeyPackage({ ...dave.keyPackage, leafNode }, dave.signatureKey);
    await refusesAdd('KeyPackageSignatureInvalid', { ...dave.keyPackage, signature: new Uint8Array(64) });
    await refusesAdd('SignatureKeyNotUnique', twin.keyPackage);
    await refusesAdd('EncryptionKeyNotUnique', stolen);
    await bob.refuses('EncryptionKeyNotUnique', await forgeCommit(alice, [addDave, addDave]));
    await expectRefusal('EncryptionKeyNotUnique', () => alice.group.createCommit({ adds: [stolen] }));
    await expectRefusal('EncryptionKeyNotUnique', () => alice.group.createCommit({ adds: [dave.keyPackage, dave.keyPackage] }));
    await bob.accepts(await forgeCommit(alice, [addDave]));
});

test('added and path leaves can what the group requires', async () => {
    const type = 0xf0d0 as ExtensionType;
    const able = capabilitiesOf(alice.suite, [type]);
    const extension = requiredCapabilitiesExtension({ extensions: [type], proposals: [], credentials: [] });
    await alice.creates({ capabilities: able, groupContextExtensions: [extension] });
    await bob.renews({ capabilities: able });
    const { welcome, staged } = await alice.group.createCommit({ adds: [bob.keyPackage] });
    await alice.group.merge(staged);
    await bob.joins(welcome!);
    const { capabilities } = dave.keyPackage.leafNode;
    await bob.refuses('RequiredCapabilitiesNotMet', await forgeCommit(alice, [addDave]));
    await bob.refuses('RequiredCapabilitiesNotMet', await forgeCommit(alice, [], { path: withLeaf(alice, () => ({ capabilities })) }));
    await expectRefusal('RequiredCapabilitiesNotMet', () => alice.group.createCommit({ adds: [dave.keyPackage] }));
    await bob.accepts(await forgeCommit(alice, []));
});

test('a leaf whose credential type others do not know is refused', async () => {
    const capabilities = { ...capabilitiesOf(dave.suite, []), credentials: [CredentialType.Basic, CredentialType.X509] };
    await dave.renews({ capabilities, credential: { type: CredentialType.X509, body: Uint8Array.of(0) } });
    const keyPackage = dave.keyPackage;
    await bob.refuses('CredentialTypeNotSupported', await forgeCommit(alice, [byValue({ kind: 'add', keyPackage })]));
    await dave.renews({ capabilities });
    await bob.accepts(await forgeCommit(alice, [byValue({ kind: 'add', keyPackage: dave.keyPackage })]));
});

test('added and path leaves are judged', async () => {
    const refuseAlice: CredentialValidator = {
        ...acceptAll,
        validateSuccessor: (_, after, key) => refuseNamed('alice').validate(after, key),
    };
    await bob.refuses('CredentialRefused', await forgeCommit(alice, [addDave]), { ...plain, validator: refuseNamed('dave') });
    await bob.refuses('CredentialRefused', await forgeCommit(alice, []), { ...plain, validator: refuseAlice });
    await bob.accepts(await forgeCommit(alice, [addDave]), { ...plain, validator: refuseNamed('carol') });
});

test('a lifetime is bounded in time and as a whole', async () => {
    const shortLived = await (await GroupMember.of('short')).renews({ lifetime: { notBefore: 1000n, notAfter: 1100n } });
    const options = { ...plain, currentTime: 1050n, maxLifetime: 100n };
    const add = byValue({ kind: 'add', keyPackage: shortLived.keyPackage });
    await bob.refuses('LeafLifetimeTooLong', await forgeCommit(alice, [addDave]), options);
    await bob.refuses('LeafLifetimeOver', await forgeCommit(alice, [add]), { ...options, currentTime: 1101n });
    await bob.accepts(await forgeCommit(alice, [add]), options);
});

test('an echo of an own commit is recognised and an abandoned one leaves the group where it was', async () => {
    const { message, staged } = await alice.group.createCommit({ removes: [carol.group.ownLeaf] });
    await alice.refuses('OwnMessage', message);
    await alice.refuses('OwnMessage', await forgeCommit(alice, [], { isPublic: true }));
    staged.dispose();
    expect(await carol.hears(await alice.says('go on'))).toBe('go on');
    await bob.accepts(message);
});

function required(credentials: readonly CredentialType[]): ReturnType<typeof requiredCapabilitiesExtension> {
    return requiredCapabilitiesExtension({ extensions: [], proposals: [], credentials });
}
