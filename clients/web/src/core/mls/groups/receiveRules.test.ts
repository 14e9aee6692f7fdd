import { beforeEach, expect, test } from 'vitest';
import { forgePrivate, forgePublic, forgeUntagged, type Forgery } from '../../../../tests/forgedMessage.ts';
import { GroupMember, plain } from '../../../../tests/groupMember.ts';
import { expectRefusal } from '../../../../tests/refusal.ts';
import { TestGroup } from '../../../../tests/testGroup.ts';
import { copyOf, toHex, utf8, type Bytes } from '../../bytes.ts';
import { encode } from '../codec/tlsEncoding.ts';
import { ContentType } from '../framing/contentType.ts';
import { writeMlsMessage } from '../framing/mlsMessage.ts';
import { writeSenderDataAad } from '../framing/privateMessage.ts';
import { memberSender } from '../framing/sender.ts';
import { writeSenderData } from '../framing/senderData.ts';
import { SenderType } from '../framing/senderType.ts';
import { WireFormat } from '../framing/wireFormat.ts';
import { MlsException } from '../mlsException.ts';
import { senderDataKey } from '../secrets/messageProtection.ts';
import { RatchetWindow } from '../secrets/ratchetWindow.ts';
import { leafIndex } from '../tree/leafIndex.ts';
import { MlsGroup } from './mlsGroup.ts';

const hello: Forgery = { content: { type: ContentType.Application, data: utf8('hello') } };
const removeThird: Forgery = { content: { type: ContentType.Proposal, proposal: { kind: 'remove', removed: leafIndex(2) } } };

let alice: GroupMember;
let bob: GroupMember;

beforeEach(async () => {
    const [first, second, third] = await GroupMember.all('alice', 'bob', 'carol');
    [alice, bob] = [first, second];
    await TestGroup.of(first, second, third);
});

const accepts = async (message: Bytes): Promise<void> => expect(await bob.hears(message)).toBe('hello');
const privately = (forgery: Forgery): Promise<Bytes> => forgePrivate(alice.group.state, forgery);
const publicly = (forgery: Forgery): Promise<Bytes> => forgePublic(alice.group.state, forgery);

test('a message of another group or epoch is refused', async () => {
    const future = await privately({ ...hello, context: { epoch: 9n } });
    await bob.refuses('GroupIdMismatch', await privately({ ...hello, context: { groupId: new Uint8Array(3) } }));
    await bob.refuses('EpochMismatch', future);
    await expectRefusal('EpochMismatch', () => bob.group.peekSender(future));
    await accepts(await privately(hello));
});

test("the signature is the sender's", async () => {
    await bob.refuses('MessageSignatureInvalid', await privately({ ...hello, hasBadSignature: true }));
    await bob.refuses('MessageSignatureInvalid', await publicly({ ...removeThird, hasBadSignature: true }));
    await bob.refuses('MessageSignatureInvalid', await privately({ ...hello, sender: memberSender(leafIndex(2)) }));
    await bob.refuses('MessageSignatureInvalid', await publicly({ ...removeThird, sender: memberSender(bob.group.ownLeaf) }));
    await accepts(await privately(hello));
});

test('the sender is another member', async () => {
    await bob.refuses('SenderUnknown', await privately({ ...hello, sender: memberSender(leafIndex(3)) }));
    await bob.refuses('OwnMessage', await bob.says('my own'));
    await bob.refuses('OwnMessage', await forgePublic(bob.group.state, removeThird));
    await accepts(await alice.says('hello'));
});

test('only an unspent key and the own signature prove a copy', async () => {
    const copy = MlsGroup.load(bob.group.save());
    await bob.refuses('OwnMessage', await privately({ ...hello, sender: memberSender(bob.group.ownLeaf) }));
    await bob.refuses('WrittenByCopy', await copy.protect(utf8('hello'), new Uint8Array(), 0));
    await bob.refuses('OwnMessage', await bob.says('my own'));
});

test('only members send where adds and removes only are heard', async () => {
    for (const sender of [{ type: SenderType.External, index: 0 }, { type: SenderType.NewMemberProposal }]) {
        await bob.refuses('SenderNotSupported', await forgeUntagged(alice.group.state, { ...removeThird, sender }), plain);
    }
    expect((await bob.takes('proposal', await publicly(removeThird), plain)).proposal.kind).toBe('remove');
    expect(bob.group.pendingProposals).toEqual([]);
});

test('a public message is tagged by a member and holds no application data', async () => {
    await bob.refuses('MembershipTagInvalid', await forgeUntagged(alice.group.state, removeThird));
    await bob.refuses('ApplicationDataInClear', await publicly(hello));
    await bob.takes('proposal', await publicly(removeThird));
    expect(bob.group.pendingProposals).toHaveLength(1);
});

test('changed bytes are refused wherever they are', async () => {
    const message = await alice.group.protect(utf8('hello'), utf8('noon'), 64);
    const before = toHex(bob.group.save());
    for (let i = 0; i < message.length; i++) {
        const changed = copyOf(message);
        changed[i]! ^= 1;
        await expect(bob.group.receive(changed, plain)).rejects.toBeInstanceOf(MlsException);
        await expect(bob.group.receive(message.slice(0, i), plain)).rejects.toBeInstanceOf(MlsException);
    }
    expect(toHex(bob.group.save())).toBe(before);
    await accepts(message);
});

test('numbers at their limits are refused like any other', async () => {
    const saved = alice.group.save();
    saved.fill(0xff, 16, 24);
    const last = MlsGroup.load(saved);
    expect(last.epoch).toBe(2n ** 64n - 1n);
    await expectRefusal('EpochMismatch', () => last.createCommit({}));
    await bob.refuses('SenderUnknown', await sealedAs(0xffff_ffff, 0));
    await bob.refuses('SenderUnknown', await sealedAs(0x7fff_ffff, 0));
    await bob.refuses('GenerationTooFar', await sealedAs(0, 0xffff_ffff));
    await accepts(await alice.says('hello'));
});

test('padding is zero', async () => {
    await bob.refuses('PaddingNotZero', await privately({ ...hello, padding: [0, 1, 0] }));
    await accepts(await privately({ ...hello, padding: [0, 0, 0] }));
});

test('a key serves once in any order', async () => {
    const [first, second] = [await alice.says('first'), await alice.says('hello')];
    await accepts(second);
    await bob.refuses('GenerationUsed', second);
    expect(await bob.hears(first)).toBe('first');
    await bob.refuses('GenerationUsed', first);
});

test('a generation beyond the window is refused', async () => {
    const farthest = await privately({ ...hello, generation: RatchetWindow.maxForwardSteps });
    await alice.says('one');
    const tooFar = await privately({ ...hello, generation: RatchetWindow.maxForwardSteps + 1 });
    await bob.refuses('GenerationTooFar', tooFar);
    await accepts(farthest);
    await accepts(tooFar);
});

test('only so many skipped keys are kept', async () => {
    const [oldest, kept] = [await privately({ ...hello, generation: 9 }), await privately({ ...hello, generation: 10 })];
    await accepts(await privately({ ...hello, generation: 10 + RatchetWindow.maxSkippedKeys }));
    await bob.refuses('GenerationUsed', oldest);
    await accepts(kept);
});

test('bytes that are no message of a group are refused', async () => {
    const { welcome } = await alice.group.createCommit({ adds: [(await GroupMember.of('dave')).keyPackage] });
    await bob.refuses('WireFormatUnexpected', welcome!);
    await bob.refuses('Truncated', new Uint8Array());
    await expectRefusal('WireFormatUnexpected', () => MlsGroup.peekHeader(welcome!));
    await accepts(await alice.says('hello'));
});

// Sender data that anybody in the group can write, over a ciphertext of nothing.
async function sealedAs(leaf: number, generation: number): Promise<Bytes> {
    const { suite, context, secrets } = alice.group.state;
    const { groupId, epoch } = context;
    const header = { groupId, epoch, contentType: ContentType.Application, authenticatedData: new Uint8Array() };
    const ciphertext = new Uint8Array(64);
    const key = senderDataKey(suite, ciphertext, secrets.senderDataSecret);
    const data = encode({ leaf: leafIndex(leaf), generation, reuseGuard: new Uint8Array(4) }, writeSenderData);
    const aead = { key: key.key.bytes, nonce: key.nonce.bytes };
    const encryptedSenderData = await suite.crypto.seal(suite, aead, encode(header, writeSenderDataAad), data);
    return encode({ wireFormat: WireFormat.PrivateMessage, body: { ...header, encryptedSenderData, ciphertext } }, writeMlsMessage);
}
