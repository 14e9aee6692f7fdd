import { expect, test } from 'vitest';
import { ratchetsOf } from '../../../../tests/forgedMessage.ts';
import { GroupMember } from '../../../../tests/groupMember.ts';
import { expectRefusal } from '../../../../tests/refusal.ts';
import { TestGroup } from '../../../../tests/testGroup.ts';
import { toHex, type Bytes } from '../../bytes.ts';
import { cipherSuites } from '../crypto/cipherSuite.ts';
import { Secret } from '../crypto/secret.ts';
import { decodeWelcome } from '../framing/mlsMessage.ts';
import { MlsGroup } from '../groups/mlsGroup.ts';
import { allOf } from '../schedule/epochSecrets.ts';
import { leafIndex, nodeOf } from '../tree/leafIndex.ts';
import { openSecrets } from '../welcomes/welcomeProcessor.ts';
import { RatchetWindow } from './ratchetWindow.ts';
import { SecretTree } from './secretTree.ts';
import { SenderRatchet } from './senderRatchet.ts';

const suite = cipherSuites[0]!;
const ratchet = (): SenderRatchet => new SenderRatchet(suite, new Secret(new Uint8Array(32)), 0);
const holds = (member: GroupMember, secret: Bytes | string): boolean =>
    toHex(member.group.save()).includes(typeof secret === 'string' ? secret : toHex(secret));

test('a jump to the end of the window keeps the newest keys only and is the same as single steps', () => {
    const [jumping, stepping] = [ratchet(), ratchet()];
    const last = RatchetWindow.maxForwardSteps;
    for (let generation = 0; generation <= last; generation++) stepping.take(stepping.prepare(generation));
    jumping.take(jumping.prepare(last));
    const [one, other] = [jumping.prepare(last + 1).key, stepping.prepare(last + 1).key];
    expect([toHex(one.key.bytes), toHex(one.nonce.bytes)]).toEqual([toHex(other.key.bytes), toHex(other.nonce.bytes)]);
    const oldest = last - RatchetWindow.maxSkippedKeys;
    expect(jumping.prepare(oldest).generation).toBe(oldest);
    expect(() => jumping.prepare(oldest - 1)).toThrow('GenerationUsed');
});

test('a prepared key changes nothing until it is taken, and is zeroed when it is given back', async () => {
    const tree = SecretTree.of(suite, 8, new Secret(new Uint8Array(32).fill(1)));
    const first = tree.prepare(leafIndex(3), 'application', 2);
    const again = tree.prepare(leafIndex(3), 'application', 2);
    const key = again.key.key.bytes;
    expect(toHex(first.key.key.bytes)).toBe(toHex(key));
    again.dispose();
    expect(toHex(key)).toBe(toHex(new Uint8Array(key.length)));
    tree.take(first);
    first.dispose();
    await expectRefusal('GenerationUsed', () => tree.prepare(leafIndex(3), 'application', 2));
    await expectRefusal('GenerationTooFar', () => tree.prepare(leafIndex(4), 'handshake', RatchetWindow.maxForwardSteps + 1));
    expect(tree.prepare(leafIndex(3), 'application', 0).generation).toBe(0);
    expect(tree.prepare(leafIndex(4), 'handshake', RatchetWindow.maxForwardSteps).generation).toBe(RatchetWindow.maxForwardSteps);
});

test('a used key is gone, a skipped one stays until it is used, and a sent one is gone at once', async () => {
    const { members } = await TestGroup.ofSize(3);
    const [alice, bob] = members as [GroupMember, GroupMember];
    const keyOf = (generation: number): string =>
        toHex(ratchetsOf(bob.group.state).prepare(leafIndex(0), 'application', generation).key.key.bytes);
    const [skipped, used] = [keyOf(0), keyOf(1)];
    const [first, second] = [await alice.says('first'), await alice.says('second')];
    await bob.hears(second);
    expect([holds(alice, skipped), holds(alice, used), holds(bob, used), holds(bob, skipped)]).toEqual([false, false, false, true]);
    await bob.hears(first);
    expect(holds(bob, skipped)).toBe(false);
});

test('nothing of an epoch outlives it but its resumption key, and that for its window', async () => {
    const group = await TestGroup.ofSize(3);
    const [alice, bob] = group.members as [GroupMember, GroupMember];
    const { secrets, keys, own } = bob.group.state;
    const resumption = toHex(secrets.resumptionPsk.bytes);
    const lent = [...allOf(secrets), keys.get(nodeOf(own)).privateKey].map((secret) => secret.bytes);
    const gone = lent.map(toHex).filter((secret) => secret !== resumption);
    for (const secret of gone) expect(holds(bob, secret)).toBe(true);
    await group.commit(bob, {});
    for (const secret of [...gone]) expect(holds(bob, secret)).toBe(false);
    for (const bytes of lent) expect(toHex(bytes) === resumption || /^0+$/.test(toHex(bytes))).toBe(true);
    for (let i = 1; i <= bob.group.retention.resumptionPsks; i++) {
        expect(holds(bob, resumption)).toBe(true);
        await group.commit(alice, {});
    }
    expect(holds(bob, resumption)).toBe(false);
    expect(lent.map(toHex).every((secret) => /^0+$/.test(secret))).toBe(true);
});

test('a past epoch keeps what opens messages and nothing else', async () => {
    const group = await TestGroup.ofSize(2);
    const dave = await GroupMember.of('dave', undefined, { pastEpochs: 1, resumptionPsks: 0 });
    await group.commit(group.members[0]!, { adds: [dave] });
    const { senderDataSecret, initSecret, exporterSecret } = dave.group.state.secrets;
    const [senderData, ...others] = [senderDataSecret, initSecret, exporterSecret].map((secret) => toHex(secret.bytes)) as [
        string,
        ...string[],
    ];
    await group.commit(group.members[0]!, {});
    expect([holds(dave, senderData), ...others.map((secret) => holds(dave, secret))]).toEqual([true, false, false]);
    await group.commit(group.members[0]!, {});
    expect(holds(dave, senderData)).toBe(false);
});

test('what a Welcome brings is not kept', async () => {
    const group = await TestGroup.ofSize(2);
    const dave = await GroupMember.of('dave');
    const { welcome } = await group.commit(group.members[0]!, { adds: [dave], forcePath: true });
    const { joinerSecret, pathSecret } = await openSecrets(decodeWelcome(welcome!), dave.keyPackage, dave.secrets);
    for (const secret of [joinerSecret, pathSecret!, dave.secrets.init.privateKey]) {
        expect([holds(dave, secret.bytes), holds(group.members[0]!, secret.bytes)]).toEqual([false, false]);
    }
    expect(holds(dave, dave.secrets.encryption.privateKey.bytes)).toBe(true);
});

test('a staged commit that is dropped leaves no secret behind, and a group that ends has none', async () => {
    const { members } = await TestGroup.ofSize(2);
    const [alice] = members as [GroupMember];
    const { staged } = await alice.group.createCommit({});
    const init = toHex(MlsGroup.load(staged.save()).state.secrets.initSecret.bytes);
    staged.dispose();
    expect(holds(alice, init)).toBe(false);
    expect(() => staged.save()).toThrow('thrown away');
    const { secrets } = alice.group.state;
    await alice.group.dispose();
    expect(() => secrets.initSecret.bytes).toThrow('disposed');
    await expect(alice.says('more')).rejects.toThrow('disposed');
});
