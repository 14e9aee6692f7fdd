import { beforeEach, expect, test } from 'vitest';
import { acceptAll } from '../../../../tests/acceptAll.ts';
import { GroupMember, refuseNamed } from '../../../../tests/groupMember.ts';
import { expectRefusal } from '../../../../tests/refusal.ts';
import { TestGroup } from '../../../../tests/testGroup.ts';
import { toHex, utf8, type Bytes } from '../../bytes.ts';
import { encode } from '../codec/tlsEncoding.ts';
import { CredentialType } from '../credentials/credentialType.ts';
import { CipherSuiteId } from '../crypto/cipherSuiteId.ts';
import { encryptWithLabel } from '../crypto/labels.ts';
import { Secret } from '../crypto/secret.ts';
import type { SignatureKeyPair } from '../crypto/signatureKeyPair.ts';
import { ExtensionType } from '../extensions/extensionType.ts';
import { requiredCapabilitiesExtension } from '../extensions/requiredCapabilities.ts';
import { decodeWelcome, writeMlsMessage } from '../framing/mlsMessage.ts';
import { WireFormat } from '../framing/wireFormat.ts';
import { MlsGroup } from '../groups/mlsGroup.ts';
import type { JoinOptions } from '../groups/joinOptions.ts';
import { keyPackageRef } from '../keypackages/keyPackage.ts';
import { signGroupInfo, writeGroupInfo, type GroupInfo } from '../messages/groupInfo.ts';
import { writeGroupSecrets, type GroupSecrets } from '../messages/groupSecrets.ts';
import type { PreSharedKeyId } from '../messages/preSharedKeyId.ts';
import { ResumptionPskUsage } from '../messages/resumptionPskUsage.ts';
import type { Welcome } from '../messages/welcome.ts';
import type { MlsError } from '../mlsError.ts';
import { computePskSecret, zeroSecret, type NamedPsk } from '../schedule/pskSecret.ts';
import { leafIndex, nodeOf } from '../tree/leafIndex.ts';
import { signLeaf, type LeafNode } from '../tree/leafNode.ts';
import type { RatchetTree } from '../tree/ratchetTree.ts';
import { ratchetTreeExtension } from '../tree/ratchetTreeExtension.ts';
import { treeHash } from '../tree/treeHash.ts';
import { withWelcomeKey } from './welcomeKey.ts';
import { openGroupInfo, openSecrets } from './welcomeProcessor.ts';

type WelcomeForgery = {
    readonly info?: (info: GroupInfo) => Partial<GroupInfo>;
    readonly secrets?: Partial<GroupSecrets>;
    readonly psks?: readonly NamedPsk[];
    /** Who signs a changed GroupInfo. */
    readonly signer?: SignatureKeyPair;
};

let alice: GroupMember;
let bob: GroupMember;
let carol: GroupMember;
let good: Bytes;

beforeEach(async () => {
    [alice, bob, carol] = await GroupMember.all('alice', 'bob', 'carol');
    const group = await TestGroup.of(alice, carol);
    good = (await group.commit(alice, { adds: [bob], forcePath: true })).welcome!;
});

const join = (welcome: Bytes, options: Partial<JoinOptions> = {}): Promise<MlsGroup> =>
    MlsGroup.join(welcome, bob.keyPackage, bob.secrets, { validator: acceptAll, ...options });

async function accepts(welcome: Bytes, options: Partial<JoinOptions> = {}): Promise<void> {
    expect(toHex((await join(welcome, options)).epochAuthenticator)).toBe(toHex(alice.group.epochAuthenticator));
}

const refuses = (error: MlsError, welcome: Bytes, options: Partial<JoinOptions> = {}): Promise<void> =>
    expectRefusal(error, () => join(welcome, options));

const encodeWelcome = (body: Welcome): Bytes => encode({ wireFormat: WireFormat.Welcome, body }, writeMlsMessage);

/** Opens the good Welcome as its joiner, changes it and seals it again. */
async function forge(forgery: WelcomeForgery): Promise<Bytes> {
    const { suite } = bob;
    const original = await openSecrets(decodeWelcome(good), bob.keyPackage, bob.secrets);
    const opened = await openGroupInfo(suite, decodeWelcome(good), original.joinerSecret, zeroSecret(suite));
    const changed = { ...opened, ...forgery.info?.(opened) };
    const info = forgery.signer === undefined ? changed : await signGroupInfo(changed, forgery.signer);
    const secrets = { ...original, ...forgery.secrets };
    const psk = computePskSecret(suite, forgery.psks ?? []);
    const none = new Uint8Array();
    const sealed = await withWelcomeKey(suite, secrets.joinerSecret, psk, (key) =>
        suite.crypto.seal(suite, key, none, encode(info, writeGroupInfo)),
    );
    const ciphertext = await encryptWithLabel(suite, bob.keyPackage.initKey, 'Welcome', sealed, encode(secrets, writeGroupSecrets));
    const entry = { newMember: keyPackageRef(suite, bob.keyPackage), ciphertext };
    return encodeWelcome({ cipherSuite: suite.id, secrets: [entry], encryptedGroupInfo: sealed });
}

const signed = (forgery: WelcomeForgery): Promise<Bytes> => forge({ ...forgery, signer: alice.signatureKey });

const withTree = (tree: RatchetTree): Promise<Bytes> =>
    signed({
        info: ({ context, extensions }) => ({
            context: { ...context, treeHash: treeHash(bob.suite, tree) },
            extensions: [ratchetTreeExtension(tree), ...extensions.filter(({ type }) => type !== ExtensionType.RatchetTree)],
        }),
    });

test('a welcome names the key package and its suite', async () => {
    const welcome = decodeWelcome(good);
    await refuses('WelcomeNotForKeyPackage', encodeWelcome({ ...welcome, secrets: [] }));
    const cipherSuite = CipherSuiteId.X25519Aes128GcmSha256Ed25519;
    await refuses('WelcomeSuiteMismatch', encodeWelcome({ ...welcome, cipherSuite }));
    await refuses('DecryptionFailed', encodeWelcome({ ...welcome, encryptedGroupInfo: new Uint8Array(40) }));
    await refuses('WelcomeSuiteMismatch', await signed({ info: ({ context }) => ({ context: { ...context, cipherSuite } }) }));
    await accepts(good);
});

test('the group info is signed by a member', async () => {
    await refuses('GroupInfoSignatureInvalid', await forge({ info: () => ({ signature: new Uint8Array(64) }) }));
    await refuses('GroupInfoSignatureInvalid', await forge({ signer: bob.signatureKey }));
    for (const signer of [3, 0xffff_ffff]) {
        await refuses('GroupInfoSignerUnknown', await signed({ info: () => ({ signer: leafIndex(signer) }) }));
    }
    await accepts(await signed({}));
});

test("the tree is there and is the group's", async () => {
    const beside = await signed({ info: () => ({ extensions: [] }) });
    await refuses('TreeMissing', beside);
    await refuses('TreeHashMismatch', await signed({ info: ({ context }) => ({ context: { ...context, treeHash: new Uint8Array(32) } }) }));
    await accepts(beside, { ratchetTree: alice.group.state.encodedTree() });
});

test('the parents of the tree are linked and the own leaf stands in it', async () => {
    const { tree } = alice.group.state;
    const unlinked = tree.copy();
    unlinked.set(tree.root, { ...tree.parent(tree.root)!, encryptionKey: bob.keyPackage.initKey });
    await refuses('ParentHashInvalid', await withTree(unlinked));
    const without = tree.copy();
    without.removeLeaf(leafIndex(2));
    without.updateLeaf(leafIndex(0), tree.leaf(leafIndex(0))!);
    await refuses('OwnLeafMissing', await withTree(without));
    await accepts(await withTree(tree.copy()));
});

test('the leaves of the tree are signed and have keys of their own', async () => {
    const { tree } = alice.group.state;
    const second = tree.leaf(leafIndex(1))!;
    // Without parents, whose links would be the first thing that is wrong.
    const withSecondLeaf = (leaf: LeafNode): Promise<Bytes> => {
        const copy = tree.copy();
        for (const index of copy.occupiedLeaves()) copy.blankDirectPath(index);
        copy.set(nodeOf(leafIndex(1)), leaf);
        return withTree(copy);
    };
    const capabilities = { ...second.capabilities, credentials: [CredentialType.Basic, CredentialType.X509] };
    const credential = { type: CredentialType.X509, body: new Uint8Array() };
    const other = await signLeaf({ ...second, capabilities, credential }, carol.signatureKey, utf8(''), leafIndex(0));
    await refuses('LeafSignatureInvalid', await withSecondLeaf({ ...second, signature: new Uint8Array(64) }));
    await refuses('EncryptionKeyNotUnique', await withSecondLeaf({ ...second, encryptionKey: tree.leaf(leafIndex(0))!.encryptionKey }));
    await refuses('CredentialTypeNotSupported', await withSecondLeaf(other));
    await refuses('ConfirmationTagInvalid', await withSecondLeaf(second));
});

test('every member can what the group requires and every leaf is judged', async () => {
    const required = requiredCapabilitiesExtension({ extensions: [0xf0d0 as ExtensionType], proposals: [], credentials: [] });
    const extensions = [required];
    await refuses('RequiredCapabilitiesNotMet', await signed({ info: ({ context }) => ({ context: { ...context, extensions } }) }));
    await refuses('CredentialRefused', good, { validator: refuseNamed('carol') });
    await refuses('LeafLifetimeTooLong', good, { maxLifetime: 10n });
    const judge = refuseNamed('nobody');
    await accepts(good, { validator: judge });
    expect(judge.asked()).toBe(3);
});

test("the path secret gives the keys of the tree and the tag is the epoch's", async () => {
    for (const length of [32, 3]) {
        await refuses('PathSecretMismatch', await signed({ secrets: { pathSecret: new Secret(new Uint8Array(length)) } }));
    }
    await refuses('ConfirmationTagInvalid', await signed({ info: () => ({ confirmationTag: new Uint8Array(32) }) }));
    await accepts(await signed({ secrets: {} }));
});

test('pre-shared keys are known, named once and have a full nonce', async () => {
    const nonce = new Uint8Array(32);
    const secret = new Secret(Uint8Array.of(1, 2, 3));
    const id: PreSharedKeyId = { type: 'external', id: utf8('psk'), nonce };
    const link = (usage: ResumptionPskUsage): PreSharedKeyId => ({ type: 'resumption', usage, groupId: utf8('old'), epoch: 1n, nonce });
    const options = { externalPsks: [{ id: utf8('psk'), secret }] };
    const naming = (...psks: PreSharedKeyId[]): Promise<Bytes> =>
        signed({ secrets: { psks }, psks: psks.map((named) => ({ id: named, secret })) });
    // The key is mixed into the Welcome, too, so the tag of the unmixed epoch is the first thing that is wrong.
    await refuses('ConfirmationTagInvalid', await naming(id), options);
    await refuses('PskUnknown', await naming(id));
    await refuses('PskDuplicate', await naming(id, id), options);
    await refuses('PskNonceInvalid', await naming({ ...id, nonce: new Uint8Array(31) }), options);
    await refuses('PskUnknown', await naming(link(ResumptionPskUsage.Branch)), options);
    await refuses('PskUsageWrong', await naming(link(ResumptionPskUsage.Branch), link(ResumptionPskUsage.ReInit)), options);
    await accepts(good, options);
});

test('a successor is the group that was agreed on, of the members it may have', async () => {
    const [old, again] = await GroupMember.all('alice', 'bob');
    await TestGroup.of(old, again);
    const psk = old.group.exportResumptionPsk();
    const link = (usage: ResumptionPskUsage, groupId = psk.groupId): PreSharedKeyId => ({
        type: 'resumption',
        usage,
        groupId,
        epoch: psk.epoch,
        nonce: new Uint8Array(32),
    });
    const naming = (id: PreSharedKeyId): Promise<Bytes> => signed({ secrets: { psks: [id] }, psks: [{ id, secret: psk.secret }] });
    const predecessor = old.group;
    const { ReInit, Branch } = ResumptionPskUsage;
    // Bob was added in the second epoch of his group, and no successor starts there.
    await refuses('SuccessorMismatch', await naming(link(Branch)), { predecessor });
    await refuses('SuccessorMismatch', await naming(link(ReInit)), { predecessor });
    await refuses('PskUnknown', await naming(link(Branch)));
    await refuses('PskUnknown', await naming(link(Branch)), { resumptionPsks: [psk] });
    const fresh = await GroupMember.of('alice');
    await fresh.creates();
    good = (await fresh.group.createCommit({ adds: [bob.keyPackage, carol.keyPackage] })).welcome!;
    alice = fresh;
    await refuses('SuccessorMismatch', await naming(link(ReInit)), { predecessor });
    await refuses('SuccessorMembersWrong', await naming(link(Branch)), { predecessor });
    good = (await fresh.group.createCommit({ adds: [bob.keyPackage] })).welcome!;
    // A branch of members only is taken as far as the tag, which the forger cannot make.
    await refuses('ConfirmationTagInvalid', await naming(link(Branch)), { predecessor });
});

test('secrets of another package are the mistake of the caller', async () => {
    await expect(MlsGroup.join(good, bob.keyPackage, alice.secrets, { validator: acceptAll })).rejects.toThrow(TypeError);
    await accepts(good);
});
