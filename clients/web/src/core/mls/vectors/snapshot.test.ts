import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { anything, plain } from '../../../../tests/groupMember.ts';
import { fromHex, textOf, toHex } from '../../bytes.ts';
import { MlsGroup } from '../groups/mlsGroup.ts';

const file = resolve(import.meta.dirname, '../../../../../../tests/vectors/snapshot/mls-v2.json');
const written = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
const bytesOf = (name: string): Uint8Array => fromHex(written[name]!);

test('a snapshot of the C# engine is loaded and gives the same bytes', async () => {
    for (const name of ['bob', 'alice_after']) expect(toHex(MlsGroup.load(bytesOf(name)).save())).toBe(written[name]);
});

test('the member of a C# snapshot hears late and skipped messages and goes on with its own Update', async () => {
    const bob = MlsGroup.load(bytesOf('bob'));
    for (const name of ['late', 'skipped']) {
        const received = await bob.receive(bytesOf(name), plain);
        expect(received.type === 'application' && textOf(received.data)).toBe(name);
    }
    const received = await bob.receive(bytesOf('commit'), anything);
    if (received.type !== 'commit') throw new Error('the file has a commit');
    expect(received.staged.updates.map(({ index }) => index)).toEqual([bob.ownLeaf]);
    await bob.merge(received.staged);
    const alice = MlsGroup.load(bytesOf('alice_after'));
    expect(toHex(bob.epochAuthenticator)).toBe(toHex(alice.epochAuthenticator));
    const message = await bob.protect(new Uint8Array(3), new Uint8Array(), 0);
    expect(await alice.receive(message, plain)).toMatchObject({ type: 'application', sender: bob.ownLeaf });
});
