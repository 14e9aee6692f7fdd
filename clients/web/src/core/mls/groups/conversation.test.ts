import { expect, test } from 'vitest';
import { GroupMember, plain } from '../../../../tests/groupMember.ts';
import { TestGroup } from '../../../../tests/testGroup.ts';
import { textOf, toHex, utf8 } from '../../bytes.ts';
import { CredentialType } from '../credentials/credentialType.ts';
import { cipherSuites } from '../crypto/cipherSuite.ts';
import '../crypto/p256Suite.ts';
import type { CipherSuiteId } from '../crypto/cipherSuiteId.ts';
import type { ExtensionType } from '../extensions/extensionType.ts';
import { ContentType } from '../framing/contentType.ts';
import { ProtocolVersion } from '../framing/protocolVersion.ts';
import { WireFormat } from '../framing/wireFormat.ts';
import type { ProposalType } from '../proposals/proposalType.ts';
import type { Capabilities } from '../tree/capabilities.ts';
import { encodeLeafNode } from '../tree/leafNode.ts';
import type { Member } from './member.ts';
import { MlsGroup } from './mlsGroup.ts';

const nameOf = ({ leaf }: Member): string => textOf(leaf.credential.body);

async function three(): Promise<{ group: TestGroup; alice: GroupMember; bob: GroupMember; carol: GroupMember }> {
    const [alice, bob, carol] = await GroupMember.all('alice', 'bob', 'carol');
    return { group: await TestGroup.of(alice, bob, carol), alice, bob, carol };
}

test.each(cipherSuites.map((suite) => suite.id))('in suite %i members come, talk, heal and go', { timeout: 60_000 }, async (suite) => {
    const group = await TestGroup.ofSize(5, suite);
    const [first, second, third] = group.members as [GroupMember, GroupMember, GroupMember];
    await group.commit(second, {});
    await group.commit(third, { removes: [first], adds: [await GroupMember.of('new', suite)] });
    for (const member of group.members) {
        await group.commit(member, {});
        const message = await member.says('hello', 100);
        for (const other of group.members) if (other !== member) expect(await other.hears(message)).toBe('hello');
    }
    for (const member of group.members.slice(1)) await group.commit(group.members[0]!, { removes: [member] });
    expect(group.members).toHaveLength(1);
});

test('a removed one hears nothing more', async () => {
    const { group, alice, bob, carol } = await three();
    expect(await bob.hears(await alice.says('hello'))).toBe('hello');
    const commit = await group.commit(bob, { removes: [carol] });
    const message = await alice.says('carol has left');
    expect(await bob.hears(message)).toBe('carol has left');
    await carol.refuses('EpochMismatch', message);
    const { staged } = await carol.takes('commit', commit.message);
    expect(staged.removesSelf).toBe(true);
    expect(() => staged.save()).toThrow('removes this client');
    await expect(carol.group.merge(staged)).rejects.toThrow('removes this client');
});

test('a commit says what it changes', async () => {
    const { group, alice, carol } = await three();
    const dave = await GroupMember.of('dave');
    const before = toHex(encodeLeafNode(carol.group.members[2]!.leaf));
    const { staged } = await group.commit(alice, { adds: [dave], removes: [carol] });
    expect(staged.epoch).toBe(2n);
    expect(staged.adds.map(({ leaf }) => toHex(encodeLeafNode(leaf)))).toEqual([toHex(encodeLeafNode(dave.keyPackage.leafNode))]);
    expect(staged.removes.map(({ leaf }) => toHex(encodeLeafNode(leaf)))).toEqual([before]);
    expect(staged.pathLeaf).toBeDefined();
    expect(staged.resultingMembers.map(nameOf)).toEqual(['alice', 'bob', 'dave']);
});

test('a path leaf keeps everything but its encryption key', async () => {
    const { group, alice } = await three();
    const old = alice.group.members[0]!.leaf;
    const { staged } = await group.commit(alice, {});
    const { encryptionKey, origin, signature, ...kept } = staged.pathLeaf!;
    expect([toHex(encryptionKey), origin.source, toHex(signature)]).not.toContain(toHex(old.encryptionKey));
    expect(old).toMatchObject(kept);
});

test('adds alone carry a path only if asked, and only they have a welcome', async () => {
    const { group, alice, carol } = await three();
    const [dave, erin] = await GroupMember.all('dave', 'erin');
    const without = await group.commit(alice, { adds: [dave!] });
    const forced = await group.commit(alice, { adds: [erin!], forcePath: true });
    expect(without.staged.pathLeaf).toBeUndefined();
    expect(forced.staged.pathLeaf).toBeDefined();
    expect(forced.welcome).toBeDefined();
    expect((await group.commit(alice, {})).welcome).toBeUndefined();
    expect((await group.commit(alice, { removes: [carol] })).welcome).toBeUndefined();
});

test('authenticated data is readable without keys and authentic with them', async () => {
    const { alice, bob } = await three();
    const { message } = await alice.group.createCommit({ authenticatedData: utf8('noon') });
    const header = MlsGroup.peekHeader(message);
    const received = await bob.takes('commit', message, plain);
    expect(header).toMatchObject({ wireFormat: WireFormat.PrivateMessage, epoch: 1n, contentType: ContentType.Commit });
    expect([textOf(header.authenticatedData), textOf(received.authenticatedData)]).toEqual(['noon', 'noon']);
    expect(received.sender).toBe(alice.group.ownLeaf);
});

test("a joiner gets the group info's extensions", async () => {
    const { alice } = await three();
    const dave = await GroupMember.of('dave');
    const extension = { type: 0xf0d2 as ExtensionType, data: utf8('hash') };
    const { welcome } = await alice.group.createCommit({ adds: [dave.keyPackage], groupInfoExtensions: [extension] });
    expect(MlsGroup.peekWelcome(welcome!)).toHaveLength(1);
    await dave.joins(welcome!);
    expect(dave.group.joinedGroupInfoExtensions.find(({ type }) => type === extension.type)).toEqual(extension);
});

test('padding makes messages of one size', async () => {
    const { alice, bob } = await three();
    const sizes = new Set<number>();
    for (const length of [0, 1, 63, 64, 150, 299, 300]) sizes.add((await alice.says('x'.repeat(length), 300)).length);
    expect(sizes.size).toBe(1);
    expect(await bob.hears(await alice.says('x'.repeat(5000), 300))).toBe('x'.repeat(5000));
});

test('what is begun at once is done one after the other, with a key each', async () => {
    const { alice, bob } = await three();
    const messages = await Promise.all(Array.from({ length: 20 }, (_, i) => alice.says(`${i}`)));
    const senders = await Promise.all(messages.map((message) => bob.group.peekSender(message)));
    expect(senders.map(({ generation }) => generation)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    const twice = await Promise.allSettled([bob.hears(messages[0]!), bob.hears(messages[0]!)]);
    expect(twice.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
});

test('removing oneself, nobody or somebody twice is the mistake of the caller', async () => {
    const { alice, bob } = await three();
    const [own, other] = [alice.group.ownLeaf, bob.group.ownLeaf];
    for (const removes of [[own], [other, other], [7 as typeof own]]) {
        await expect(alice.group.createCommit({ removes })).rejects.toThrow(RangeError);
    }
    await bob.accepts((await alice.group.createCommit({ removes: [2 as typeof own] })).message);
});

test('unknown values in capabilities and extensions are passed over', async () => {
    const { group, alice, bob } = await three();
    const grease = 0x0a0a as ExtensionType;
    const capabilities: Capabilities = {
        versions: [ProtocolVersion.Mls10, 0x1a1a as ProtocolVersion],
        cipherSuites: [alice.suite.id, 0x2a2a as CipherSuiteId],
        extensions: [grease],
        proposals: [0x3a3a as ProposalType],
        credentials: [CredentialType.Basic, 0x4a4a as CredentialType],
    };
    const extension = { type: grease, data: Uint8Array.of(1, 2) };
    const dave = await (await GroupMember.of('dave')).renews({ capabilities, leafExtensions: [extension], extensions: [extension] });
    await group.commit(alice, { adds: [dave] });
    expect(await bob.hears(await dave.says('greased'))).toBe('greased');
    expect(await dave.hears(await bob.says('heard'))).toBe('heard');
});

test('what is given to protect is taken at once', async () => {
    const { alice, bob } = await three();
    const data = utf8('as it was');
    const sealed = alice.group.protect(data, data, 0);
    data.fill(0);
    expect(await bob.hears(await sealed)).toBe('as it was');
    await expect(alice.group.protect(data, data, -1)).rejects.toThrow(RangeError);
});
