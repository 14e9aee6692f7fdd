import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { anything, GroupMember, plain } from '../../../../tests/groupMember.ts';
import { expectRefusal } from '../../../../tests/refusal.ts';
import { toHex, type Bytes } from '../../bytes.ts';
import type { CipherSuiteId } from '../crypto/cipherSuiteId.ts';
import { MlsGroup } from '../groups/mlsGroup.ts';

// Groups as the C# engine stores them in the middle of things (tests/vectors/mls/groups): this engine loads them, writes them back
// byte for byte, hears what was on its way and goes on.

type StoredGroup = {
    readonly suite: number;
    readonly members: readonly string[];
    readonly late: string;
    readonly skipped: string;
    readonly commit: string;
    readonly staged: string;
    readonly authenticator: string;
};

const file = resolve(import.meta.dirname, '../../../../../../tests/vectors/mls/groups/stored.json');
const stored = JSON.parse(readFileSync(file, 'utf8')) as StoredGroup[];
const bytesOf = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'base64'));

async function loaded(saved: Bytes, suite: number): Promise<GroupMember> {
    const member = await GroupMember.of('loaded', suite as CipherSuiteId);
    member.group = MlsGroup.load(saved);
    expect(toHex(member.group.save())).toBe(toHex(saved));
    return member;
}

test.each(stored)('a group of suite $suite that another engine stored is loaded and goes on', async (group) => {
    const [alice, bob, carol] = (await Promise.all(group.members.map((saved) => loaded(bytesOf(saved), group.suite)))) as [
        GroupMember,
        GroupMember,
        GroupMember,
    ];
    for (const member of [bob, carol]) {
        for (const text of ['late', 'skipped'] as const) {
            expect(await member.hears(bytesOf(group[text]), anything)).toBe(text);
            await member.refuses('GenerationUsed', bytesOf(group[text]));
        }
    }
    expect(await bob.hears(await alice.says('loaded'))).toBe('loaded');
    await expectRefusal('ProposalNotSupported', () => alice.group.receive(bytesOf(group.commit), plain));
    for (const member of [alice, bob]) {
        const { staged } = await member.takes('commit', bytesOf(group.commit));
        expect(toHex(staged.epochAuthenticator)).toBe(toHex(bytesOf(group.authenticator)));
        await member.group.merge(staged);
    }
    carol.group = MlsGroup.load(bytesOf(group.staged));
    expect([await alice.hears(await carol.says('on')), await carol.hears(await bob.says('on'))]).toEqual(['on', 'on']);
    const { message, staged } = await bob.group.createCommit({});
    for (const member of [alice, carol]) await member.group.merge((await member.takes('commit', message, plain)).staged);
    await bob.group.merge(staged);
    for (const member of [alice, bob, carol]) await member.restarts();
    expect(await alice.hears(await bob.says('further'))).toBe('further');
});

test('every suite of the engine has a stored group', () => {
    expect(stored.map(({ suite }) => suite)).toEqual([1, 2, 3]);
    console.log(`measured: stored groups: ${stored.length} of three members, loaded and gone on with`);
});
