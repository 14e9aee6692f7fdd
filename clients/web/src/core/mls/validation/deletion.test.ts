import { beforeEach, describe, expect, test, vi } from 'vitest';
import { acceptAll } from '../../../../tests/acceptAll.ts';
import { GroupMember } from '../../../../tests/groupMember.ts';
import { expectRefusal } from '../../../../tests/refusal.ts';
import { liveSecrets } from '../../../../tests/secretLedger.ts';
import { TestGroup } from '../../../../tests/testGroup.ts';
import { copyOf, toHex, type Bytes } from '../../bytes.ts';
import { TlsReader } from '../codec/tlsReader.ts';
import { TlsWriter } from '../codec/tlsWriter.ts';
import { SignatureKeyPair } from '../crypto/signatureKeyPair.ts';
import { ContentType } from '../framing/contentType.ts';
import { decodePrivateMessage, decodeWelcome } from '../framing/mlsMessage.ts';
import { MlsGroup } from '../groups/mlsGroup.ts';
import { createKeyPackage } from '../keypackages/keyPackage.ts';
import { disposeGroupSecrets } from '../messages/groupSecrets.ts';
import { openMessage, openSenderData } from '../secrets/messageProtection.ts';
import { capabilitiesOf } from '../tree/capabilities.ts';
import { leafIndex, nodeOf } from '../tree/leafIndex.ts';
import * as treeMath from '../tree/treeMath.ts';
import { openSecrets } from '../welcomes/welcomeProcessor.ts';

vi.mock('../crypto/secret.ts', async (original) =>
    import('../../../../tests/secretLedger.ts').then(async ({ watched }) => watched(await original())),
);

// The deletion schedule of RFC 9420 §9.2, by looking for secrets in snapshots, and in what was refused or thrown away.

let alice: GroupMember;
let bob: GroupMember;
let carol: GroupMember;
let group: TestGroup;

beforeEach(async () => {
    [alice, bob, carol] = await GroupMember.all('alice', 'bob', 'carol');
    group = await TestGroup.of(alice, bob, carol);
});

const holds = (member: GroupMember, secret: Bytes): boolean => toHex(member.group.save()).includes(toHex(secret));

function keyOf(member: GroupMember, generation: number, leaf = leafIndex(0)): { key: Bytes; nonce: Bytes } {
    const prepared = member.group.state.ratchets.prepare(leaf, 'application', generation);
    const copies = { key: copyOf(prepared.key.key.bytes), nonce: copyOf(prepared.key.nonce.bytes) };
    prepared.dispose();
    return copies;
}

function rootOf(member: GroupMember): Bytes {
    const writer = new TlsWriter();
    member.group.state.ratchets.save(writer);
    const nodes = new TlsReader(new TlsReader(writer.written).readOpaqueSpan());
    expect(nodes.readUInt32()).toBe(treeMath.root(member.group.state.tree.leafCount));
    return nodes.readOpaque();
}

describe('message keys', () => {
    test('a used key and the ratchet secret before it are gone and a skipped key stays', async () => {
        const [first, second] = [await alice.says('first'), await alice.says('second')];
        const [used, skipped] = [keyOf(bob, 1), keyOf(bob, 0)];
        expect(await bob.hears(second)).toBe('second');
        expect([holds(bob, used.key), holds(bob, used.nonce), holds(bob, skipped.key)]).toEqual([false, false, true]);
        expect(await bob.hears(first)).toBe('first');
        expect(holds(bob, skipped.key)).toBe(false);
    });

    test('the root of the secret tree is gone once a leaf below it is used', async () => {
        const root = rootOf(bob);
        expect(holds(bob, root)).toBe(true);
        await bob.hears(await alice.says('first'));
        expect(holds(bob, root)).toBe(false);
    });

    test('the key of a message that was sent is gone at once', async () => {
        const { key } = keyOf(alice, 0, alice.group.ownLeaf);
        await alice.says('sent');
        expect(holds(alice, key)).toBe(false);
    });

    test('data without a good signature is zeroed', async () => {
        const { suite, state } = bob.group;
        const message = decodePrivateMessage(await alice.says('not to be seen'));
        const data = await openSenderData(suite, message, state.secrets.senderDataSecret);
        const key = state.ratchets.prepare(data.leaf, 'application', data.generation);
        const unverified = await openMessage(suite, message, data, key.key);
        key.dispose();
        const { content } = (await unverified.verify(suite, state.context, alice.signatureKey.publicKey)).content;
        if (content.type !== ContentType.Application) throw new Error('this is no application data');
        expect(toHex(content.data)).not.toMatch(/^0*$/);
        await expectRefusal('MessageSignatureInvalid', () => unverified.verify(suite, state.context, carol.signatureKey.publicKey));
        expect(toHex(content.data)).toBe('00'.repeat(14));
    });
});

describe('epochs', () => {
    test('what a welcome brings is not kept', async () => {
        const dave = await GroupMember.of('dave');
        const { welcome } = await group.commit(alice, { adds: [dave], forcePath: true });
        const secrets = await openSecrets(decodeWelcome(welcome!), dave.keyPackage, dave.secrets);
        expect(holds(dave, secrets.joinerSecret.bytes)).toBe(false);
        expect(holds(dave, secrets.pathSecret!.bytes)).toBe(false);
        expect(holds(dave, dave.secrets.init.privateKey.bytes)).toBe(false);
        expect(holds(dave, dave.secrets.encryption.privateKey.bytes)).toBe(true);
        expect(holds(alice, secrets.joinerSecret.bytes)).toBe(false);
        disposeGroupSecrets(secrets);
    });

    test('nothing of an epoch outlives it but its resumption key', async () => {
        const { secrets, keys, own } = bob.group.state;
        const { initSecret, exporterSecret, externalSecret, membershipKey, senderDataSecret, epochAuthenticator } = secrets;
        const ending = [initSecret, exporterSecret, externalSecret, membershipKey, senderDataSecret, epochAuthenticator];
        const gone = [...[...ending, keys.get(nodeOf(own)).privateKey].map(({ bytes }) => copyOf(bytes)), rootOf(bob)];
        const resumption = copyOf(secrets.resumptionPsk.bytes);
        expect(gone.map((secret) => holds(bob, secret))).toEqual(gone.map(() => true));
        await group.commit(bob);
        expect(gone.map((secret) => holds(bob, secret))).toEqual(gone.map(() => false));
        expect(holds(bob, resumption)).toBe(true);
        expect([...ending, keys.get(nodeOf(own)).privateKey].every(({ isDisposed }) => isDisposed)).toBe(true);
    });

    test('a resumption key is gone after its window', async () => {
        const resumption = copyOf(bob.group.state.secrets.resumptionPsk.bytes);
        for (let i = 0; i <= bob.group.retention.resumptionPsks; i++) {
            expect(holds(bob, resumption)).toBe(true);
            await group.commit(alice);
        }
        expect(holds(bob, resumption)).toBe(false);
    });

    test('a path key is gone when another takes its place', async () => {
        await group.commit(bob);
        const old = bob.group.state.keys.pairs.map(([, pair]) => copyOf(pair.privateKey.bytes));
        expect(old.length).toBeGreaterThan(1);
        await group.commit(bob);
        expect(old.map((key) => holds(bob, key))).toEqual(old.map(() => false));
    });

    test('a past epoch keeps what opens messages and nothing else', async () => {
        const dave = await GroupMember.of('dave', undefined, { pastEpochs: 1, resumptionPsks: 8 });
        await group.commit(alice, { adds: [dave] });
        const { senderDataSecret, initSecret, exporterSecret } = dave.group.state.secrets;
        const [senderData, init, exporter] = [senderDataSecret, initSecret, exporterSecret].map(({ bytes }) => copyOf(bytes));
        await group.commit(alice);
        expect([holds(dave, senderData!), holds(dave, init!), holds(dave, exporter!)]).toEqual([true, false, false]);
        await group.commit(alice);
        expect(holds(dave, senderData!)).toBe(false);
    });
});

describe('owners', () => {
    test('a commit that is dropped leaves no secret behind', async () => {
        const before = liveSecrets();
        const { staged } = await alice.group.createCommit({ removes: [carol.group.ownLeaf] });
        const next = MlsGroup.load(staged.save());
        const init = copyOf(next.state.secrets.initSecret.bytes);
        await next.dispose();
        staged.dispose();
        expect(holds(alice, init)).toBe(false);
        expect(() => staged.save()).toThrow('thrown away');
        // The own ratchet has stepped, so its leaf has keys where the tree had one secret.
        expect(liveSecrets() - before).toBeLessThanOrEqual(4);
    });

    test('the life of a group leaves no secret behind', async () => {
        const before = liveSecrets();
        const lasting = { pastEpochs: 2, resumptionPsks: 2 };
        const [erin, frank, grace] = await Promise.all(['erin', 'frank', 'grace'].map((name) => GroupMember.of(name, undefined, lasting)));
        const lived = await TestGroup.of(erin!, frank!);
        const late = await erin!.says('late');
        const [first, second] = [await frank!.says('first'), await frank!.says('second')];
        expect([await erin!.hears(second), await erin!.hears(first)]).toEqual(['second', 'first']);
        await lived.commit(erin!, { adds: [grace!], forcePath: true });
        expect(await frank!.hears(late)).toBe('late');
        await erin!.restarts();
        (await erin!.group.createCommit({})).staged.dispose();
        await lived.commit(frank!, { removes: [grace!] });
        for (const member of [erin!, frank!, grace!]) {
            await member.group.dispose();
            member.secrets.dispose();
            member.signatureKey.dispose();
        }
        expect(liveSecrets()).toBe(before);
    });

    test('a commit that is refused while it is made leaves no secret behind', async () => {
        const dave = await GroupMember.of('dave');
        const broken = { ...dave.keyPackage, signature: new Uint8Array(64) };
        await alice.says('so that the own ratchet is there');
        const before = liveSecrets();
        await expectRefusal('KeyPackageSignatureInvalid', () => alice.group.createCommit({ adds: [broken] }));
        expect(liveSecrets()).toBe(before);
        (await alice.group.createCommit({ adds: [dave.keyPackage] })).staged.dispose();
        expect(liveSecrets() - before).toBeLessThanOrEqual(4);
    });

    test('what is asked for and cannot be leaves no secret behind', async () => {
        const dave = await GroupMember.of('dave');
        const { welcome } = await group.commit(alice, { adds: [dave] });
        const spent = await SignatureKeyPair.generate(alice.suite);
        spent.dispose();
        const impossible = { pastEpochs: -1, resumptionPsks: 8 };
        const before = liveSecrets();
        const { credential, suite } = dave;
        const capabilities = capabilitiesOf(suite, []);
        const request = { credential, signatureKey: spent, capabilities, lifetime: { notBefore: 0n, notAfter: 1n }, leafExtensions: [] };
        await expect(createKeyPackage(suite, { ...request, extensions: [] })).rejects.toThrow();
        await expect(MlsGroup.create({ ...dave.creation, signatureKey: spent })).rejects.toThrow();
        await expect(MlsGroup.create({ ...dave.creation, retention: impossible })).rejects.toThrow(RangeError);
        const options = { validator: acceptAll, retention: impossible };
        await expect(MlsGroup.join(welcome!, dave.keyPackage, dave.secrets, options)).rejects.toThrow(RangeError);
        await expect(MlsGroup.join(welcome!, dave.keyPackage, alice.secrets, { validator: acceptAll })).rejects.toThrow(TypeError);
        expect(liveSecrets()).toBe(before);
        await (await MlsGroup.join(welcome!, dave.keyPackage, dave.secrets, { validator: acceptAll })).dispose();
        expect(liveSecrets()).toBe(before);
    });

    test('no text shows a secret', async () => {
        const { secrets, signatureKey } = alice.group.state;
        const { staged } = await alice.group.createCommit({});
        const holders = [secrets.initSecret, signatureKey, alice.secrets, alice.group, staged, secrets, alice.group.state.ratchets];
        const hidden = toHex(secrets.initSecret.bytes);
        const numbers = [...secrets.initSecret.bytes].slice(0, 4).join(',');
        for (const holder of holders) {
            const text = `${String(holder)} ${JSON.stringify(holder, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))}`;
            expect(text.includes(hidden) || text.includes(numbers)).toBe(false);
        }
        staged.dispose();
    });
});
