import { p256 } from '@noble/curves/nist.js';
import { expect, test } from 'vitest';
import { byValue, forgeCommit } from '../../../../tests/forgedCommit.ts';
import { anything, GroupMember, plain } from '../../../../tests/groupMember.ts';
import { expectRefusal } from '../../../../tests/refusal.ts';
import { TestGroup } from '../../../../tests/testGroup.ts';
import { fromHex, toHex } from '../../bytes.ts';
import { CredentialType } from '../credentials/credentialType.ts';
import { cipherSuite } from '../crypto/cipherSuite.ts';
import '../crypto/p256Suite.ts';
import type { CipherSuiteId } from '../crypto/cipherSuiteId.ts';
import { hpkeOpen, hpkeSeal } from '../crypto/hpke.ts';
import { HpkeKeyPair } from '../crypto/hpkeKeyPair.ts';
import type { ExtensionType } from '../extensions/extensionType.ts';
import { requiredCapabilitiesExtension } from '../extensions/requiredCapabilities.ts';
import type { ResumptionPskId } from '../messages/preSharedKeyId.ts';
import { ResumptionPskUsage } from '../messages/resumptionPskUsage.ts';
import { capabilitiesOf } from '../tree/capabilities.ts';

// Refusals that the recorded cases do not have: of what this client itself is asked for, and of what takes more than one epoch.

const empty = new Uint8Array();
const ours = 0xf0d0 as ExtensionType;
const required = requiredCapabilitiesExtension({ extensions: [ours], proposals: [], credentials: [CredentialType.Basic] });

test('only known suites are given', async () => {
    expect([1, 2, 3].map((id) => cipherSuite(id).id)).toEqual([1, 2, 3]);
    for (const id of [0, 4, 5, 7, 0x0a0a]) await expectRefusal('CipherSuiteNotSupported', () => cipherSuite(id as CipherSuiteId));
});

test.each([1, 3])('a low-order point of suite %i gives no secret, and changed bytes do not open', async (id) => {
    const suite = cipherSuite(id);
    const pair = await HpkeKeyPair.generate(suite);
    const message = Uint8Array.of(1);
    const sealed = await hpkeSeal(suite, pair.publicKey, empty, empty, message);
    expect(toHex(await hpkeOpen(suite, pair, sealed, empty, empty))).toBe('01');
    await expectRefusal('PublicKeyInvalid', () => hpkeSeal(suite, new Uint8Array(32), empty, empty, message));
    await expectRefusal('PublicKeyInvalid', () => hpkeOpen(suite, pair, { ...sealed, kemOutput: new Uint8Array(32) }, empty, empty));
    await expectRefusal('DecryptionFailed', () => hpkeOpen(suite, pair, sealed, Uint8Array.of(9), empty));
    await expectRefusal('DecryptionFailed', () => hpkeOpen(suite, pair, sealed, empty, Uint8Array.of(9)));
    await expectRefusal('DecryptionFailed', () => hpkeOpen(suite, pair, { ...sealed, ciphertext: new Uint8Array(3) }, empty, empty));
});

test('a coordinate of P-256 is smaller than the prime, and a point is not compressed', async () => {
    const suite = cipherSuite(2);
    const { publicKey } = await HpkeKeyPair.generate(suite);
    const prime = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
    // The curve has a point with x = 5, whose other name is x + p.
    const point = p256.Point.fromHex(`02${'05'.padStart(64, '0')}`);
    const [x, y] = [point.x + prime, point.y].map((coordinate) => coordinate.toString(16).padStart(64, '0'));
    const small = fromHex(toHex(point.toBytes(false)));
    expect([publicKey, small].map((key) => suite.crypto.isKemPublicKey(suite, key))).toEqual([true, true]);
    for (const wrong of [fromHex(`04${x}${y}`), fromHex(`04${'ff'.repeat(64)}`), point.toBytes(true), new Uint8Array(65)]) {
        expect(suite.crypto.isKemPublicKey(suite, wrong)).toBe(false);
        await expectRefusal('PublicKeyInvalid', () => hpkeSeal(suite, wrong, empty, empty, Uint8Array.of(1)));
    }
    await hpkeSeal(suite, small, empty, empty, Uint8Array.of(1));
});

test('who creates a group, and whom it adds, meets what the group requires', async () => {
    const [alice, bob] = await GroupMember.all('alice', 'bob');
    const groupContextExtensions = [required];
    await expectRefusal('RequiredCapabilitiesNotMet', () => alice.creates({ groupContextExtensions }));
    const capabilities = capabilitiesOf(alice.suite, [ours]);
    await alice.creates({ groupContextExtensions, capabilities });
    await expectRefusal('RequiredCapabilitiesNotMet', () => alice.group.createCommit({ adds: [bob.keyPackage] }));
    await bob.renews({ capabilities });
    const { welcome, staged } = await alice.group.createCommit({ adds: [bob.keyPackage] });
    await alice.group.merge(staged);
    await bob.joins(welcome!);
    expect(await bob.hears(await alice.says('able'), plain)).toBe('able');
});

test('resumption keys are known for so many epochs', async () => {
    const [alice, bob] = await Promise.all(
        ['alice', 'bob'].map((name) => GroupMember.of(name, undefined, { pastEpochs: 0, resumptionPsks: 2 })),
    );
    const group = await TestGroup.of(alice!, bob!);
    const { groupId, epoch, secret } = alice!.group.exportResumptionPsk();
    const nonce = new Uint8Array(32);
    const id: ResumptionPskId = { type: 'resumption', usage: ResumptionPskUsage.Application, groupId, epoch, nonce };
    const naming = () => forgeCommit(alice!, [byValue({ kind: 'preSharedKey', psk: id })], { psks: [{ id, secret }] });
    for (let kept = 0; kept < 2; kept++) {
        await group.commit(bob!);
        await bob!.accepts(await naming());
    }
    await group.commit(bob!);
    await bob!.refuses('PskUnknown', await naming());
    await bob!.accepts(await naming(), { ...anything, resumptionPsks: [{ groupId, epoch, secret }] });
});
