import { beforeEach, describe, expect, test } from 'vitest';
import { forgePrivate, forgePublic, ratchetsOf } from '../../../../tests/forgedMessage.ts';
import { GroupMember, plain } from '../../../../tests/groupMember.ts';
import { TestGroup } from '../../../../tests/testGroup.ts';
import { toHex, utf8 } from '../../bytes.ts';
import { decode } from '../codec/tlsEncoding.ts';
import { CredentialType } from '../credentials/credentialType.ts';
import type { CipherSuiteId } from '../crypto/cipherSuiteId.ts';
import { Secret } from '../crypto/secret.ts';
import { externalSendersExtension } from '../extensions/externalSenders.ts';
import type { ExtensionType } from '../extensions/extensionType.ts';
import { ContentType } from '../framing/contentType.ts';
import { readMlsMessage } from '../framing/mlsMessage.ts';
import { ProtocolVersion } from '../framing/protocolVersion.ts';
import { WireFormat } from '../framing/wireFormat.ts';
import { decodeKeyPackage, encodeKeyPackage } from '../keypackages/keyPackage.ts';
import { MlsException } from '../mlsException.ts';
import type { ProposalType } from '../proposals/proposalType.ts';
import { computePskSecret } from '../schedule/pskSecret.ts';
import { leafIndex } from '../tree/leafIndex.ts';

// Mistakes that other implementations made, as far as no recorded case, no vector and no other file has them (docs/mls-validation.md
// lists all).

let alice: GroupMember;
let bob: GroupMember;
let carol: GroupMember;
let group: TestGroup;

beforeEach(async () => {
    [alice, bob, carol] = await GroupMember.all('alice', 'bob', 'carol');
    group = await TestGroup.of(alice, bob, carol);
});

describe('pitfalls', () => {
    test('a full tree with refilled places is joined and goes on', async () => {
        const full = await TestGroup.ofSize(8);
        for (const member of full.members.slice()) await full.commit(member);
        const committer = full.members[0]!;
        await full.commit(committer, { removes: [full.members[2]!, full.members[5]!] });
        const newcomers = await GroupMember.all('one', 'two', 'three');
        for (const newcomer of newcomers) await full.commit(committer, { adds: [newcomer] });
        for (const member of full.members.slice()) await full.commit(member);
        expect(await newcomers[2]!.hears(await committer.says('all here'))).toBe('all here');
        expect(full.members).toHaveLength(9);
    });

    test('leaf zero sends and goes like any other', async () => {
        expect(alice.group.ownLeaf).toBe(0);
        const received = await bob.takes('application', await alice.says('from leaf 0'));
        expect(received.sender).toBe(0);
        const content = { type: ContentType.Proposal, proposal: { kind: 'remove', removed: carol.group.ownLeaf } } as const;
        expect((await bob.takes('proposal', await forgePublic(alice.group.state, { content }))).sender).toBe(0);
        const { staged } = await group.commit(bob, { removes: [alice] });
        expect(staged.removes.map(({ index }) => index)).toEqual([leafIndex(0)]);
    });

    test('an abandoned commit leaves the group where it was', async () => {
        const authenticator = toHex(alice.group.epochAuthenticator);
        (await alice.group.createCommit({ removes: [carol.group.ownLeaf] })).staged.dispose();
        expect(toHex(alice.group.epochAuthenticator)).toBe(authenticator);
        expect(await carol.hears(await alice.says('go on'))).toBe('go on');
        await group.commit(bob);
    });

    test('a welcome is only for the epoch after its commit', async () => {
        const dave = await GroupMember.of('dave');
        const dropped = await alice.group.createCommit({ adds: [dave.keyPackage] });
        await group.commit(bob);
        await dave.joins(dropped.welcome!);
        expect(toHex(dave.group.epochAuthenticator)).not.toBe(toHex(bob.group.epochAuthenticator));
        const lost = await dave.says('from nowhere');
        await expect(bob.hears(lost)).rejects.toThrow(MlsException);
    });

    test('a commit is sealed under the epoch that it ends', async () => {
        const { message } = await alice.group.createCommit({});
        expect((await bob.group.peekSender(message)).leaf).toBe(alice.group.ownLeaf);
        const { wireFormat, body } = decode(message, readMlsMessage);
        expect(wireFormat === WireFormat.PrivateMessage && body.epoch).toBe(alice.group.epoch);
    });

    test('the reuse guard is fresh for every message', async () => {
        const content = { type: ContentType.Application, data: new Uint8Array(8) } as const;
        const [one, two] = [await forgePrivate(alice.group.state, { content }), await forgePrivate(alice.group.state, { content })];
        expect(toHex(one)).not.toBe(toHex(two));
        expect(ratchetsOf(alice.group.state).nextGeneration(alice.group.ownLeaf, 'application')).toBe(0);
    });

    test('the ratchet has stepped when the bytes are there to be sent', async () => {
        const before = toHex(alice.group.save());
        const first = await alice.says('one');
        expect(toHex(alice.group.save())).not.toBe(before);
        await alice.restarts();
        const second = await alice.says('two');
        const generations = [await bob.group.peekSender(first), await bob.group.peekSender(second)].map(({ generation }) => generation);
        expect(generations).toEqual([0, 1]);
    });

    test('what was exported can be exported again until the epoch ends', async () => {
        const context = Uint8Array.of(1);
        const exported = toHex(alice.group.export('key', context, 32));
        expect(toHex(bob.group.export('key', context, 32))).toBe(exported);
        expect(toHex(alice.group.export('key', context, 32))).toBe(exported);
        await group.commit(alice);
        expect(toHex(alice.group.export('key', context, 32))).not.toBe(exported);
        expect(toHex(bob.group.export('key', context, 32))).not.toBe(exported);
    });

    test('external_senders has one prefix', () => {
        const senders = externalSendersExtension([{ signatureKey: new Uint8Array(32), credential: alice.credential }]).data;
        expect(senders[0]).toBe(senders.length - 1);
    });

    test('unknown values in capabilities and extensions are passed over', async () => {
        const grease = 0x0a0a as ExtensionType;
        const capabilities = {
            versions: [ProtocolVersion.Mls10, 0x1a1a as ProtocolVersion],
            cipherSuites: [alice.suite.id, 0x2a2a as CipherSuiteId],
            extensions: [grease],
            proposals: [0x3a3a as ProposalType],
            credentials: [CredentialType.Basic, 0x4a4a as CredentialType],
        };
        const dave = await GroupMember.of('dave');
        await dave.renews({ capabilities, leafExtensions: [{ type: grease, data: Uint8Array.of(1, 2) }] });
        const groupInfoExtensions = [{ type: 0x5a5a as ExtensionType, data: new Uint8Array() }];
        const { message, welcome, staged } = await alice.group.createCommit({ adds: [dave.keyPackage], groupInfoExtensions });
        for (const member of [bob, carol]) await member.group.merge((await member.takes('commit', message, plain)).staged);
        await alice.group.merge(staged);
        await dave.joins(welcome!);
        expect(await bob.hears(await dave.says('greased'))).toBe('greased');
        expect(toHex(encodeKeyPackage(decodeKeyPackage(encodeKeyPackage(dave.keyPackage))))).toBe(toHex(encodeKeyPackage(dave.keyPackage)));
    });

    test('keys count in the order of their proposals', () => {
        const [first, second] = [new Secret(Uint8Array.of(1)), new Secret(Uint8Array.of(2))];
        const id = { type: 'external', id: Uint8Array.of(0), nonce: new Uint8Array(32) } as const;
        const there = computePskSecret(
            alice.suite,
            [first, second].map((secret) => ({ id, secret })),
        );
        const back = computePskSecret(
            alice.suite,
            [second, first].map((secret) => ({ id, secret })),
        );
        expect(toHex(there.bytes)).not.toBe(toHex(back.bytes));
    });

    test('authenticated data is given out with the message that proves it', async () => {
        const good = await alice.group.protect(utf8('hello'), utf8('noon'), 0);
        const { authenticatedData } = await bob.takes('application', good);
        expect(toHex(authenticatedData)).toBe(toHex(utf8('noon')));
    });
});
