import { utf8, type Bytes } from '../src/core/bytes.ts';
import { decode, encode } from '../src/core/mls/codec/tlsEncoding.ts';
import type { TlsRead } from '../src/core/mls/codec/tlsReader.ts';
import type { TlsWrite } from '../src/core/mls/codec/tlsWriter.ts';
import { CredentialType } from '../src/core/mls/credentials/credentialType.ts';
import { readHpkeCiphertext } from '../src/core/mls/crypto/hpkeCiphertext.ts';
import type { ExtensionType } from '../src/core/mls/extensions/extensionType.ts';
import { externalSendersExtension, findExternalSenders } from '../src/core/mls/extensions/externalSenders.ts';
import { findRequiredCapabilities, requiredCapabilitiesExtension } from '../src/core/mls/extensions/requiredCapabilities.ts';
import type { Extension } from '../src/core/mls/extensions/extension.ts';
import { decodeWelcome, readMlsMessage, writeMlsMessage } from '../src/core/mls/framing/mlsMessage.ts';
import { ContentType } from '../src/core/mls/framing/contentType.ts';
import { ProtocolVersion } from '../src/core/mls/framing/protocolVersion.ts';
import { readSenderData } from '../src/core/mls/framing/senderData.ts';
import { WireFormat } from '../src/core/mls/framing/wireFormat.ts';
import { loadState } from '../src/core/mls/groups/groupSnapshot.ts';
import { disposeState } from '../src/core/mls/groups/groupState.ts';
import { decodeKeyPackage, encodeKeyPackage } from '../src/core/mls/keypackages/keyPackage.ts';
import { KeyPackageSecrets } from '../src/core/mls/keypackages/keyPackageSecrets.ts';
import { readCommit, writeCommit } from '../src/core/mls/messages/commit.ts';
import { readGroupContext, writeGroupContext } from '../src/core/mls/messages/groupContext.ts';
import { readGroupInfo, signGroupInfo, writeGroupInfo } from '../src/core/mls/messages/groupInfo.ts';
import { disposeGroupSecrets, writeGroupSecrets } from '../src/core/mls/messages/groupSecrets.ts';
import { readPreSharedKeyId, writePreSharedKeyId, type PreSharedKeyId } from '../src/core/mls/messages/preSharedKeyId.ts';
import { readProposal, writeProposal, type Proposal } from '../src/core/mls/messages/proposal.ts';
import { ResumptionPskUsage } from '../src/core/mls/messages/resumptionPskUsage.ts';
import type { ProposalType } from '../src/core/mls/proposals/proposalType.ts';
import { readCapabilities, writeCapabilities } from '../src/core/mls/tree/capabilities.ts';
import { encodeLeafNode, readLeafNode } from '../src/core/mls/tree/leafNode.ts';
import { decodeRatchetTree, ratchetTreeExtension } from '../src/core/mls/tree/ratchetTreeExtension.ts';
import { decodeWholeSecrets, openSecrets } from '../src/core/mls/welcomes/welcomeProcessor.ts';
import { byReference, byValue, forgeCommit } from './forgedCommit.ts';
import { forgePrivate } from './forgedMessage.ts';
import { GroupMember } from './groupMember.ts';
import { TestGroup } from './testGroup.ts';

/** A decoder and bytes that it takes. */
export type DecoderSample = { readonly name: string; readonly bytes: Bytes; readonly decode: (bytes: Bytes) => unknown };

const filled = (length: number): Bytes => new Uint8Array(length);
const psk: PreSharedKeyId = { type: 'external', id: filled(5), nonce: filled(32) };
const linked: PreSharedKeyId = { type: 'resumption', usage: ResumptionPskUsage.Branch, groupId: filled(4), epoch: 7n, nonce: filled(32) };
const required = requiredCapabilitiesExtension({
    extensions: [9 as ExtensionType],
    proposals: [8 as ProposalType],
    credentials: [CredentialType.Basic],
});

/** Every decoder of the engine with good input, made by a group in which much has happened. */
export async function decoderSamples(): Promise<DecoderSample[]> {
    const [alice, bob, carol] = await GroupMember.all('alice', 'bob', 'carol');
    const group = await TestGroup.of(alice, bob);
    await group.commit(bob);
    await bob.hears(await alice.says('first'));
    const { welcome, message } = await group.commit(alice, { adds: [carol], forcePath: true });
    const remove: Proposal = { kind: 'remove', removed: carol.group.ownLeaf };
    const proposal = await forgePrivate(bob.group.state, { content: { type: ContentType.Proposal, proposal: remove } });
    await alice.takes('proposal', proposal);
    const messages = await messagesOf(alice, { welcome: welcome!, message, proposal });
    return [...messages, ...storedOf(alice, bob, carol), ...(await partsOf(alice, carol, welcome!)), ...proposalsOf(carol)];
}

async function messagesOf(alice: GroupMember, made: Readonly<Record<string, Bytes>>): Promise<DecoderSample[]> {
    const { state } = alice.group;
    const content = {
        context: state.context,
        extensions: [ratchetTreeExtension(state.tree)],
        confirmationTag: filled(32),
        signer: state.own,
    };
    const info = await signGroupInfo(content, state.signatureKey);
    const clear = await forgeCommit(alice, [], { isPublic: true });
    const framed = encode({ wireFormat: WireFormat.GroupInfo, body: info }, writeMlsMessage);
    const whole = Object.entries({ ...made, clear, framed });
    return [
        ...whole.map(([name, bytes]) => ({ name: `MLSMessage, ${name}`, bytes, decode: (from: Bytes) => decode(from, readMlsMessage) })),
        { name: 'Welcome', bytes: made['welcome']!, decode: decodeWelcome },
        sample('GroupInfo', info, writeGroupInfo, readGroupInfo),
    ];
}

function storedOf(alice: GroupMember, bob: GroupMember, carol: GroupMember): DecoderSample[] {
    const load = (bytes: Bytes): void => disposeState(loadState(bytes));
    const { leafNode } = carol.keyPackage;
    return [
        { name: 'snapshot', bytes: bob.group.save(), decode: load },
        { name: 'snapshot with a proposal', bytes: alice.group.save(), decode: load },
        { name: 'ratchet_tree', bytes: ratchetTreeExtension(bob.group.state.tree).data as Bytes, decode: decodeRatchetTree },
        { name: 'KeyPackage', bytes: encodeKeyPackage(carol.keyPackage), decode: decodeKeyPackage },
        { name: 'LeafNode', bytes: encodeLeafNode(leafNode), decode: (bytes) => decode(bytes, readLeafNode) },
        {
            name: 'KeyPackageSecrets',
            bytes: carol.secrets.save(),
            decode: async (bytes) => (await KeyPackageSecrets.load(bytes)).dispose(),
        },
        sample('Capabilities', leafNode.capabilities, writeCapabilities, readCapabilities),
        sample('GroupContext', bob.group.state.context, writeGroupContext, readGroupContext),
    ];
}

async function partsOf(alice: GroupMember, carol: GroupMember, welcome: Bytes): Promise<DecoderSample[]> {
    const secrets = await openSecrets(decodeWelcome(welcome), carol.keyPackage, carol.secrets);
    const sender = { signatureKey: filled(32), credential: alice.credential };
    const groupSecrets = encode(secrets, writeGroupSecrets);
    disposeGroupSecrets(secrets);
    const clear = decode(await forgeCommit(alice, [], { isPublic: true }), readMlsMessage);
    const path = clear.wireFormat === WireFormat.PublicMessage && clear.body.content.content;
    if (path === false || path.type !== ContentType.Commit) throw new Error('this is no commit');
    const list = [byValue({ kind: 'add', keyPackage: carol.keyPackage }), byReference(filled(32)), byValue({ kind: 'preSharedKey', psk })];
    return [
        { name: 'GroupSecrets', bytes: groupSecrets, decode: (bytes) => disposeGroupSecrets(decodeWholeSecrets(bytes)) },
        sample('Commit', { proposals: list, path: path.commit.path }, writeCommit, readCommit),
        sample('PreSharedKeyID', linked, writePreSharedKeyId, readPreSharedKeyId),
        extension(externalSendersExtension([sender, sender]), findExternalSenders),
        extension(required, findRequiredCapabilities),
        { name: 'SenderData', bytes: filled(12), decode: (bytes) => decode(bytes, readSenderData) },
        { name: 'HPKECiphertext', bytes: Uint8Array.of(1, 7, 1, 8), decode: (bytes) => decode(bytes, readHpkeCiphertext) },
    ];
}

function proposalsOf({ keyPackage }: GroupMember): DecoderSample[] {
    const groupId = utf8('next');
    const proposals: Proposal[] = [
        { kind: 'update', leafNode: keyPackage.leafNode },
        { kind: 'preSharedKey', psk },
        { kind: 'reInit', groupId, version: ProtocolVersion.Mls10, cipherSuite: keyPackage.cipherSuite, extensions: [required] },
        { kind: 'groupContextExtensions', extensions: [required] },
        { kind: 'externalInit', kemOutput: filled(32) },
    ];
    return proposals.map((proposal) => sample(`Proposal, ${proposal.kind}`, proposal, writeProposal, readProposal));
}

function sample<T>(name: string, value: T, write: TlsWrite<T>, read: TlsRead<T>): DecoderSample {
    return { name, bytes: encode(value, write), decode: (bytes) => decode(bytes, read) };
}

function extension({ type, data }: Extension, find: (extensions: readonly Extension[]) => unknown): DecoderSample {
    return { name: `extension ${type}`, bytes: data as Bytes, decode: (bytes) => find([{ type, data: bytes }]) };
}
