import { describe, expect, test } from 'vitest';
import { testClient } from '../../../../tests/mlsTree.ts';
import { expectRefusal } from '../../../../tests/refusal.ts';
import { concat, toHex } from '../../bytes.ts';
import { type CipherSuite, cipherSuite, cipherSuites } from '../crypto/cipherSuite.ts';
import '../crypto/p256Suite.ts';
import { hpkeOpen, hpkeSeal } from '../crypto/hpke.ts';
import type { ExtensionType } from '../extensions/extensionType.ts';
import type { ProtocolVersion } from '../framing/protocolVersion.ts';
import { leafIndex } from '../tree/leafIndex.ts';
import { type LeafContent, signLeaf } from '../tree/leafNode.ts';
import { LeafNodeSource } from '../tree/leafNodeSource.ts';
import {
    decodeKeyPackage,
    encodeKeyPackage,
    type KeyPackage,
    type KeyPackageContent,
    keyPackageRef,
    signKeyPackage,
} from './keyPackage.ts';
import { requireValidKeyPackage } from './keyPackageRules.ts';
import { KeyPackageSecrets } from './keyPackageSecrets.ts';

const none = new Uint8Array(0);
const now = 1500n;

describe.each(cipherSuites)('suite $id', (suite) => {
    test('a key package is valid, read back and named by its bytes', async () => {
        const { keyPackage } = await testClient(suite, 'alice');
        const read = decodeKeyPackage(encodeKeyPackage(keyPackage));

        await requireValidKeyPackage(read, suite, now, 1000n);
        expect(read).toEqual(keyPackage);
        expect(keyPackageRef(suite, read)).toEqual(keyPackageRef(suite, keyPackage));
        expect(keyPackageRef(suite, { ...read, signature: none })).not.toEqual(keyPackageRef(suite, keyPackage));
    });

    test('saved secrets open what is sealed to the package', async () => {
        const { keyPackage, secrets } = await testClient(suite, 'alice');
        const saved = secrets.save();
        secrets.dispose();
        const loaded = await KeyPackageSecrets.load(saved);
        const sealed = await hpkeSeal(suite, keyPackage.initKey, none, none, saved.slice(0, 2));

        expect(toHex(await hpkeOpen(suite, loaded.init, sealed, none, none))).toBe('0001');
        expect(loaded.encryption.publicKey).toEqual(keyPackage.leafNode.encryptionKey);
        expect(loaded.signature.publicKey).toEqual(keyPackage.leafNode.signatureKey);
    });

    test('bytes that are no saved secrets are refused', async () => {
        const saved = (await testClient(suite, 'alice')).secrets.save();
        const version = concat(Uint8Array.of(0, 9), saved.subarray(2));
        const foreign = concat(saved.subarray(0, 2), Uint8Array.of(0, 9), saved.subarray(4));
        const short = concat(saved.subarray(0, 4), Uint8Array.of(0), saved.subarray(37));

        await KeyPackageSecrets.load(saved);
        await expectRefusal('SnapshotVersionUnknown', () => KeyPackageSecrets.load(version));
        await expectRefusal('CipherSuiteNotSupported', () => KeyPackageSecrets.load(foreign));
        await expectRefusal('Truncated', () => KeyPackageSecrets.load(saved.subarray(0, -1)));
        await expectRefusal('TrailingBytes', () => KeyPackageSecrets.load(concat(saved, none, Uint8Array.of(0))));
        await expectRefusal('ValueUnknown', () => KeyPackageSecrets.load(short));
    });
});

const suite = cipherSuite(1);

async function remade(leafChange: Partial<LeafContent>, change: Partial<KeyPackageContent>): Promise<KeyPackage> {
    const { keyPackage, secrets } = await testClient(suite, 'alice');
    const leafNode = await signLeaf({ ...keyPackage.leafNode, ...leafChange }, secrets.signature, none, leafIndex(0));
    return signKeyPackage({ ...keyPackage, leafNode, ...change }, secrets.signature);
}

const judge = (keyPackage: KeyPackage, group: CipherSuite = suite): Promise<void> => requireValidKeyPackage(keyPackage, group, now, 1000n);

test('a package made anew is accepted, so that the changes below are what is refused', async () => {
    await judge(await remade({}, {}));
});

test('each rule of key packages refuses', async () => {
    const { keyPackage } = await testClient(suite, 'alice');
    const leaf = keyPackage.leafNode;
    const lifetime = (notBefore: bigint, notAfter: bigint): Partial<LeafContent> => ({
        origin: { source: LeafNodeSource.KeyPackage, lifetime: { notBefore, notAfter } },
    });
    const foreignType = 0x1234 as ExtensionType;

    await judge(keyPackage);
    await expectRefusal('VersionNotSupported', async () => judge(await remade({}, { version: 2 as ProtocolVersion })));
    await expectRefusal('KeyPackageSuiteMismatch', () => judge(keyPackage, cipherSuite(3)));
    await expectRefusal('PublicKeyInvalid', async () => judge(await remade({}, { initKey: new Uint8Array(32) })));
    await expectRefusal('PublicKeyInvalid', async () => judge(await remade({ encryptionKey: new Uint8Array(32) }, {})));
    await expectRefusal('PublicKeyInvalid', async () => judge(await remade({ encryptionKey: new Uint8Array(31).fill(9) }, {})));
    await expectRefusal('LeafSourceWrong', async () => judge(await remade({ origin: { source: LeafNodeSource.Update } }, {})));
    await expectRefusal('LeafSignatureInvalid', async () =>
        judge(await remade({}, { leafNode: { ...leaf, signature: new Uint8Array(64) } })),
    );
    await expectRefusal('LeafCapabilitiesIncomplete', async () =>
        judge(await remade({ capabilities: { ...leaf.capabilities, versions: [] } }, {})),
    );
    await expectRefusal('LeafExtensionNotSupported', async () =>
        judge(await remade({ extensions: [{ type: foreignType, data: none }] }, {})),
    );
    await expectRefusal('LeafLifetimeOver', async () => judge(await remade(lifetime(1501n, 2000n), {})));
    await expectRefusal('LeafLifetimeOver', async () => judge(await remade(lifetime(1000n, 1499n), {})));
    await expectRefusal('LeafLifetimeTooLong', async () => judge(await remade(lifetime(1000n, 2001n), {})));
    await expectRefusal('KeyPackageSignatureInvalid', () => judge({ ...keyPackage, signature: new Uint8Array(64) }));
    await expectRefusal('KeyPackageKeysEqual', async () => {
        await judge(await remade({ encryptionKey: keyPackage.initKey }, { initKey: keyPackage.initKey }));
    });
});
