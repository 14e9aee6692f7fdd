import { expect, test } from 'vitest';
import { anything, GroupMember } from '../../../../tests/groupMember.ts';
import { TestGroup } from '../../../../tests/testGroup.ts';
import { toHex } from '../../bytes.ts';
import { TlsWriter } from '../codec/tlsWriter.ts';
import { MlsGroup } from './mlsGroup.ts';

async function two(pastEpochs: number): Promise<{ group: TestGroup; alice: GroupMember; bob: GroupMember }> {
    const retention = { pastEpochs, resumptionPsks: 8 };
    const [alice, bob] = await Promise.all([GroupMember.of('alice', undefined, retention), GroupMember.of('bob', undefined, retention)]);
    return { group: await TestGroup.of(alice, bob), alice, bob };
}

test('after a restart a used key is gone and a skipped one is there', async () => {
    const { alice, bob } = await two(0);
    const skipped = await alice.says('first');
    const message = await alice.says('second');
    expect(await bob.hears(message)).toBe('second');
    await bob.restarts();
    await bob.refuses('GenerationUsed', message);
    expect(await bob.hears(skipped)).toBe('first');
    await bob.refuses('GenerationUsed', skipped);
});

test('no generation is sealed with twice over restarts and dropped commits', async () => {
    const { alice, bob } = await two(0);
    const generations: number[] = [];
    for (let i = 0; i < 5; i++) {
        generations.push((await bob.group.peekSender(await alice.says('again'))).generation);
        await alice.restarts();
    }
    const handshakes: number[] = [];
    for (let i = 0; i < 5; i++) {
        const { message, staged } = await alice.group.createCommit({});
        handshakes.push((await bob.group.peekSender(message)).generation);
        staged.dispose();
        await alice.restarts();
    }
    expect([generations, handshakes]).toEqual([
        [0, 1, 2, 3, 4],
        [0, 1, 2, 3, 4],
    ]);
});

test.each([0, 2])('with %i past epochs the snapshot of a staged commit is the group after merging', async (pastEpochs) => {
    const { alice, bob } = await two(pastEpochs);
    const bundle = await alice.group.createCommit({});
    const received = await bob.takes('commit', bundle.message);
    const key = toHex(bundle.staged.export('label', Uint8Array.of(1), 16));
    expect(toHex(received.staged.export('label', Uint8Array.of(1), 16))).toBe(key);
    const saved = bundle.staged.save();
    await alice.group.merge(bundle.staged);
    await bob.group.merge(received.staged);
    expect(toHex(alice.group.save())).toBe(toHex(saved));
    expect(toHex(bob.group.export('label', Uint8Array.of(1), 16))).toBe(key);
    alice.group = MlsGroup.load(saved);
    expect(await bob.hears(await alice.says('after'))).toBe('after');
});

test('a received commit can be received again until it is merged', async () => {
    const { alice, bob } = await two(0);
    const { message } = await alice.group.createCommit({});
    await bob.accepts(message);
    const second = await bob.takes('commit', message);
    await bob.group.merge(second.staged);
    await expect(bob.group.merge(second.staged)).rejects.toThrow('does not start from');
    expect(() => second.staged.save()).toThrow('merged');
    expect(bob.group.epoch).toBe(2n);
});

test('a staged commit of an earlier epoch is not merged', async () => {
    const { group, alice, bob } = await two(0);
    const { staged } = await alice.group.createCommit({});
    await group.commit(bob, {});
    await expect(alice.group.merge(staged)).rejects.toThrow('does not start from');
    group.requireAgreed();
});

test('a late message is opened once within the window of past epochs', async () => {
    const { group, alice, bob } = await two(2);
    const [first, second] = [await alice.says('first'), await alice.says('second')];
    const commit = (await alice.group.createCommit({})).message;
    const own = await bob.says('own');
    await group.commit(bob, {});
    await group.commit(alice, {});
    expect(await bob.takes('application', second)).toMatchObject({ epoch: 1n, generation: 1 });
    await bob.restarts();
    await bob.refuses('GenerationUsed', second);
    await bob.refuses('OwnMessage', own);
    await bob.refuses('EpochMismatch', commit);
    expect(await bob.hears(first, anything)).toBe('first');
    await group.commit(bob, {});
    await bob.refuses('EpochMismatch', first);
});

test('by default no past epoch is kept', async () => {
    const { group, alice, bob } = await two(0);
    const late = await alice.says('late');
    await group.commit(bob, {});
    await bob.refuses('EpochMismatch', late);
});

test('the snapshot is the same after every step of a life', { timeout: 60_000 }, async () => {
    const group = await TestGroup.ofSize(4);
    for (const [step, committer] of [...group.members].entries()) {
        const removes = step === 3 ? [group.members[0]!] : [];
        await group.commit(committer, { adds: [await GroupMember.of(`new ${step}`)], removes });
        for (const member of group.members) await member.restarts();
        const message = await committer.says(`step ${step}`);
        for (const member of group.members) {
            if (member !== committer) expect(await member.hears(message)).toBe(`step ${step}`);
            await member.restarts();
        }
    }
});

test('a snapshot of the first version is still read, another is not', async () => {
    const alice = await (await GroupMember.of('alice')).creates();
    const saved = alice.group.save();
    const tail = new TlsWriter();
    tail.writeUInt8(0);
    tail.writeOpaque(new Uint8Array());
    tail.writeUInt32(0);
    tail.writeUInt32(8);
    tail.writeOpaque(new Uint8Array());
    tail.writeOpaque(new Uint8Array());
    expect(toHex(saved).endsWith(toHex(tail.written))).toBe(true);
    const old = saved.slice(0, -tail.length);
    old[1] = 1;
    expect(toHex(MlsGroup.load(old).save())).toBe(toHex(saved));
    old[1] = 3;
    expect(() => MlsGroup.load(old)).toThrow('SnapshotVersionUnknown');
});
