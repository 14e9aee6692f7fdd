import { beforeEach, expect, test } from 'vitest';
import { acceptAll } from '../../../../tests/acceptAll.ts';
import { byReference, byValue, forgeCommit, forgeExternalCommit, forgeList } from '../../../../tests/forgedCommit.ts';
import { forgePrivate, forgePublic, forgeUntagged } from '../../../../tests/forgedMessage.ts';
import { anything, GroupMember, refuseNamed } from '../../../../tests/groupMember.ts';
import { TestGroup } from '../../../../tests/testGroup.ts';
import { toHex, utf8, type Bytes } from '../../bytes.ts';
import { CredentialType } from '../credentials/credentialType.ts';
import { validateUnchanged } from '../credentials/credentialValidator.ts';
import { HpkeKeyPair } from '../crypto/hpkeKeyPair.ts';
import { Secret } from '../crypto/secret.ts';
import { SignatureKeyPair } from '../crypto/signatureKeyPair.ts';
import type { Extension } from '../extensions/extension.ts';
import { ExtensionType } from '../extensions/extensionType.ts';
import { externalSendersExtension } from '../extensions/externalSenders.ts';
import { requiredCapabilitiesExtension } from '../extensions/requiredCapabilities.ts';
import { ContentType } from '../framing/contentType.ts';
import { ProtocolVersion } from '../framing/protocolVersion.ts';
import type { Sender } from '../framing/sender.ts';
import { SenderType } from '../framing/senderType.ts';
import type { PreSharedKeyId, ResumptionPskId } from '../messages/preSharedKeyId.ts';
import type { Proposal, ReInitProposal } from '../messages/proposal.ts';
import type { ProposalOrRef } from '../messages/proposalOrRef.ts';
import { ResumptionPskUsage } from '../messages/resumptionPskUsage.ts';
import type { MlsError } from '../mlsError.ts';
import { leafIndex } from '../tree/leafIndex.ts';
import { signLeaf, type LeafNode } from '../tree/leafNode.ts';
import { LeafNodeSource } from '../tree/leafNodeSource.ts';
import { maxProposals } from './proposalCache.ts';

// Carol and others propose, Alice commits, Bob judges.
let alice: GroupMember;
let bob: GroupMember;
let carol: GroupMember;
let dave: GroupMember;

beforeEach(async () => {
    [alice, bob, carol, dave] = await GroupMember.all('alice', 'bob', 'carol', 'dave');
    await TestGroup.of(alice, bob, carol);
});

const nonce = new Uint8Array(32).fill(7);
const contentOf = (proposal: Proposal): { content: { type: typeof ContentType.Proposal; proposal: Proposal } } => ({
    content: { type: ContentType.Proposal, proposal },
});
const proposes = (member: GroupMember, proposal: Proposal): Promise<Bytes> => forgePublic(member.group.state, contentOf(proposal));

async function refusesProposal(error: MlsError, proposal: Proposal): Promise<void> {
    await bob.refuses(error, await proposes(alice, proposal));
    await bob.refuses(error, await forgePrivate(alice.group.state, contentOf(proposal)));
}

/** A new leaf for a member's place. */
async function updateOf(member: GroupMember, change: Partial<LeafNode> = {}): Promise<Proposal & { kind: 'update' }> {
    const { publicKey } = await HpkeKeyPair.generate(member.suite);
    const old = member.group.state.tree.leaf(member.group.ownLeaf)!;
    const content = { ...old, encryptionKey: publicKey, origin: { source: LeafNodeSource.Update }, ...change };
    return { kind: 'update', leafNode: await signLeaf(content, member.signatureKey, member.group.groupId, member.group.ownLeaf) };
}

/** Alice and Bob hear a proposal of Carol's; the answer is its reference. */
async function wait(proposal: Proposal): Promise<Bytes> {
    const message = await proposes(carol, proposal);
    await alice.takes('proposal', message);
    return (await bob.takes('proposal', message)).reference;
}

test('a commit refers to proposals that were received', async () => {
    const message = await proposes(carol, { kind: 'add', keyPackage: dave.keyPackage });
    const { reference } = await alice.takes('proposal', message);
    const commit = await forgeCommit(alice, [byReference(reference)]);
    await bob.refuses('ProposalUnknown', commit);
    await bob.takes('proposal', message);
    await bob.restarts();
    await bob.accepts(commit);
});

test('a committer does not take up its own update, others do', async () => {
    await bob.refuses('UpdateByCommitter', await forgeList(alice, byValue(await updateOf(alice))));
    await bob.refuses('UpdateByCommitter', await forgeList(carol, byValue(await updateOf(carol))));
    const reference = await wait(await updateOf(carol));
    await bob.accepts(await forgeCommit(alice, [byReference(reference)]));
});

test('one leaf changes once', async () => {
    const [one, two] = [byReference(await wait(await updateOf(carol))), byReference(await wait(await updateOf(carol)))];
    const remove = byValue({ kind: 'remove', removed: carol.group.ownLeaf });
    await bob.refuses('RemoveDuplicate', await forgeList(alice, one, two));
    await bob.refuses('RemoveDuplicate', await forgeList(alice, one, remove));
    await bob.refuses('RemoveDuplicate', await forgeList(alice, remove, remove));
    await bob.accepts(await forgeCommit(alice, [one]));
});

test('an update has a new key, its own source and a signature for its place', async () => {
    const unchanged = { ...anything, validator: { ...acceptAll, validateSuccessor: validateUnchanged.bind(undefined, acceptAll) } };
    const { encryptionKey } = alice.group.members[0]!.leaf;
    const elsewhere = await signLeaf((await updateOf(alice)).leafNode, alice.signatureKey, alice.group.groupId, leafIndex(1));
    await refusesProposal('UpdateKeyUnchanged', await updateOf(alice, { encryptionKey }));
    await refusesProposal('LeafSourceWrong', { kind: 'update', leafNode: dave.keyPackage.leafNode });
    await refusesProposal('LeafSignatureInvalid', { kind: 'update', leafNode: elsewhere });
    await refusesProposal('PublicKeyInvalid', await updateOf(alice, { encryptionKey: new Uint8Array(31) }));
    await bob.refuses('CredentialRefused', await proposes(alice, await updateOf(alice, { credential: bob.credential })), unchanged);
    await bob.takes('proposal', await proposes(alice, await updateOf(alice)), unchanged);
});

test('an add or a remove alone is checked like one in a commit', async () => {
    await refusesProposal('KeyPackageSignatureInvalid', { kind: 'add', keyPackage: { ...dave.keyPackage, signature: new Uint8Array(64) } });
    const add = await proposes(alice, { kind: 'add', keyPackage: dave.keyPackage });
    await bob.refuses('CredentialRefused', add, { ...anything, validator: refuseNamed('dave') });
    await refusesProposal('RemovedLeafUnknown', { kind: 'remove', removed: leafIndex(3) });
    await refusesProposal('RemovedLeafUnknown', { kind: 'remove', removed: leafIndex(0xffff_ffff) });
    await bob.takes('proposal', add);
    await bob.takes('proposal', await proposes(alice, { kind: 'remove', removed: leafIndex(0) }));
});

test('pre-shared keys are named once, with a full nonce, for the reasons of the application', async () => {
    const id: PreSharedKeyId = { type: 'external', id: utf8('psk'), nonce };
    const named = (psk: PreSharedKeyId): ProposalOrRef => byValue({ kind: 'preSharedKey', psk });
    const resumption = (usage: ResumptionPskUsage): ResumptionPskId => ({
        type: 'resumption',
        usage,
        groupId: alice.group.groupId,
        epoch: 1n,
        nonce,
    });
    await bob.refuses('PskDuplicate', await forgeList(alice, named(id), named(id)));
    await bob.refuses('PskNonceInvalid', await forgeList(alice, named({ ...id, nonce: new Uint8Array(31) })));
    await bob.refuses('PskUsageWrong', await forgeList(alice, named(resumption(ResumptionPskUsage.Branch))));
    await bob.refuses('PskUsageWrong', await forgeList(alice, named(resumption(ResumptionPskUsage.ReInit))));
    const right = { ...anything, externalPsks: [{ id: utf8('psk'), secret: new Secret(Uint8Array.of(1)) }] };
    const wrong = { ...anything, externalPsks: [{ id: utf8('psk'), secret: new Secret(Uint8Array.of(2)) }] };
    const own = { id: resumption(ResumptionPskUsage.Application), secret: alice.group.state.secrets.resumptionPsk };
    const psks = [{ id, secret: new Secret(Uint8Array.of(1)) }, own];
    const commit = await forgeCommit(alice, [named(id), named(own.id)], { psks });
    await bob.refuses('PskUnknown', commit);
    await bob.refuses('ConfirmationTagInvalid', commit, wrong);
    await bob.accepts(commit, right);
});

test('group extensions change once and are understood by all', async () => {
    const changed = (...extensions: Extension[]): ProposalOrRef => byValue({ kind: 'groupContextExtensions', extensions });
    const unknown = { type: 0xf0d1 as ExtensionType, data: new Uint8Array() };
    const required = requiredCapabilitiesExtension({ extensions: [unknown.type], proposals: [], credentials: [] });
    const basic = requiredCapabilitiesExtension({ extensions: [], proposals: [], credentials: [CredentialType.Basic] });
    const add = byValue({ kind: 'add', keyPackage: dave.keyPackage });
    await bob.refuses('GroupContextExtensionsDuplicate', await forgeList(alice, changed(), changed()));
    const broken = { type: ExtensionType.ExternalSenders, data: Uint8Array.of(9) };
    await refusesProposal('Truncated', { kind: 'groupContextExtensions', extensions: [broken] });
    await bob.refuses('RequiredCapabilitiesNotMet', await forgeCommit(alice, [changed(required)]));
    await bob.refuses('RequiredCapabilitiesNotMet', await forgeCommit(alice, [changed(unknown), add]));
    await bob.accepts(await forgeCommit(alice, [changed(basic), add]));
});

test('a reinit stands alone, does not go back and ends the group', async () => {
    const reInit: ReInitProposal = {
        kind: 'reInit',
        groupId: utf8('next'),
        version: ProtocolVersion.Mls10,
        cipherSuite: alice.suite.id,
        extensions: [],
    };
    await bob.refuses('ReInitNotAlone', await forgeList(alice, byValue(reInit), byValue({ kind: 'remove', removed: carol.group.ownLeaf })));
    await bob.refuses('ReInitNotAlone', await forgeList(alice, byValue(reInit), byValue(reInit)));
    await refusesProposal('ReInitVersionTooOld', { ...reInit, version: 0 as ProtocolVersion });
    const hello = await alice.says('hello');
    const { staged } = await bob.takes('commit', await forgeCommit(alice, [byValue(reInit)]));
    await bob.group.merge(staged);
    await bob.restarts();
    expect(bob.group.reInit).toEqual(reInit);
    await bob.refuses('EpochMismatch', hello);
    const late = await forgePrivate(alice.group.state, {
        content: { type: ContentType.Application, data: utf8('x') },
        context: { epoch: 2n },
        generation: 1,
    });
    await bob.refuses('GroupEnded', late);
    await expect(bob.group.createCommit({})).rejects.toThrow('ended by a ReInit');
    await expect(bob.says('more')).rejects.toThrow('ended by a ReInit');
});

test('only so many proposals wait in an epoch', { timeout: 60_000 }, async () => {
    const { own } = bob.group.state;
    const nth = (epochSuffix: number): Proposal => ({
        kind: 'preSharedKey',
        psk: { type: 'external', id: utf8(`${epochSuffix}`), nonce },
    });
    for (let i = 0; i < maxProposals; i++) await bob.takes('proposal', await proposes(alice, nth(i)));
    await bob.refuses('ProposalsTooMany', await proposes(alice, { kind: 'remove', removed: own }));
    await bob.takes('proposal', await proposes(alice, nth(0)));
    expect(bob.group.pendingProposals).toHaveLength(maxProposals);
});

test('outsiders propose what they may, and what they sign they sign themselves', async () => {
    const server = await SignatureKeyPair.generate(alice.suite);
    const senders = externalSendersExtension([{ signatureKey: server.publicKey, credential: dave.credential }]);
    await alice.creates({ groupContextExtensions: [senders] });
    const { welcome, staged } = await alice.group.createCommit({ adds: [bob.keyPackage] });
    await alice.group.merge(staged);
    await bob.joins(welcome!);
    const says = (sender: Sender, proposal: Proposal, signer = server): Promise<Bytes> =>
        forgeUntagged(alice.group.state, { ...contentOf(proposal), sender, signer });
    const outside = { type: SenderType.External, index: 0 };
    const add: Proposal = { kind: 'add', keyPackage: dave.keyPackage };
    await bob.refuses('ExternalSenderUnknown', await says({ ...outside, index: 1 }, add));
    await bob.refuses('MessageSignatureInvalid', await says(outside, add, dave.signatureKey));
    await bob.refuses('ProposalSenderWrong', await says(outside, await updateOf(alice)));
    await bob.refuses('ProposalSenderWrong', await says({ type: SenderType.NewMemberProposal }, { kind: 'remove', removed: leafIndex(0) }));
    const commit = { type: ContentType.Commit, commit: { proposals: [], path: undefined } };
    await bob.refuses(
        'SenderContentMismatch',
        await forgeUntagged(alice.group.state, { content: commit, sender: outside, signer: server }),
    );
    expect(await bob.takes('proposal', await says(outside, add))).toMatchObject({ sender: undefined, senderType: SenderType.External });
    await bob.takes('proposal', await says({ type: SenderType.NewMemberProposal }, add, dave.signatureKey));
});

test('an external commit has one init, no references, a path and a member to replace', async () => {
    const twice = (list: readonly ProposalOrRef[]): ProposalOrRef[] => [...list, ...list];
    await bob.refuses('ExternalInitCountWrong', await forgeExternalCommit(alice, dave, { list: twice }));
    await bob.refuses('ExternalInitCountWrong', await forgeExternalCommit(alice, dave, { list: () => [] }));
    const reference = byReference(await wait({ kind: 'remove', removed: carol.group.ownLeaf }));
    await bob.refuses('ExternalCommitProposalWrong', await forgeExternalCommit(alice, dave, { list: (list) => [...list, reference] }));
    const add = byValue({ kind: 'add', keyPackage: dave.keyPackage });
    await bob.refuses('ExternalCommitProposalWrong', await forgeExternalCommit(alice, dave, { list: (list) => [...list, add] }));
    await bob.refuses('PathMissing', await forgeExternalCommit(alice, dave, { hasPath: false }));
    await bob.refuses('ConfirmationTagInvalid', await forgeExternalCommit(alice, dave, { tag: () => new Uint8Array(32) }));
    const good = await forgeExternalCommit(alice, dave);
    await bob.refuses('CredentialRefused', good, { ...anything, validator: refuseNamed('dave') });
    await bob.refuses('SenderNotSupported', good, { ...anything, onlyAddsAndRemoves: true });
    const { staged, sender } = await bob.takes('commit', good);
    expect([staged.isExternal, sender]).toEqual([true, 3]);
    await bob.accepts(await forgeExternalCommit(alice, dave, { removes: carol.group.ownLeaf }));
});

test('members make no external init', async () => {
    const externalInit: Proposal = { kind: 'externalInit', kemOutput: new Uint8Array(32) };
    await bob.refuses('ExternalInitMisplaced', await forgeList(alice, byValue(externalInit)));
    await refusesProposal('ProposalSenderWrong', externalInit);
    expect(toHex(bob.group.epochAuthenticator)).toBe(toHex(alice.group.epochAuthenticator));
});
