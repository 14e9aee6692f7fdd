import { concat, type Bytes } from '../src/core/bytes.ts';
import { encode } from '../src/core/mls/codec/tlsEncoding.ts';
import { TlsReader } from '../src/core/mls/codec/tlsReader.ts';
import { TlsWriter } from '../src/core/mls/codec/tlsWriter.ts';
import { Custody } from '../src/core/mls/crypto/custody.ts';
import type { SignatureKeyPair } from '../src/core/mls/crypto/signatureKeyPair.ts';
import { signContent, type AuthenticatedContent } from '../src/core/mls/framing/authenticatedContent.ts';
import { writeContentAuthentication } from '../src/core/mls/framing/contentAuthentication.ts';
import type { MessageContent } from '../src/core/mls/framing/messageContent.ts';
import { writeMessageContent } from '../src/core/mls/framing/messageContent.ts';
import { writeMlsMessage } from '../src/core/mls/framing/mlsMessage.ts';
import { membershipTag } from '../src/core/mls/framing/publicMessage.ts';
import { memberSender, type Sender } from '../src/core/mls/framing/sender.ts';
import { SenderType } from '../src/core/mls/framing/senderType.ts';
import { WireFormat } from '../src/core/mls/framing/wireFormat.ts';
import type { GroupState } from '../src/core/mls/groups/groupState.ts';
import type { GroupContext } from '../src/core/mls/messages/groupContext.ts';
import { kindOf, sealPlaintext } from '../src/core/mls/secrets/messageProtection.ts';
import { SecretTree } from '../src/core/mls/secrets/secretTree.ts';

/** What is said from a member's secrets, with something wrong; as it stands it is good. */
export type Forgery = {
    readonly content: MessageContent;
    readonly sender?: Sender;
    readonly signer?: SignatureKeyPair;
    readonly generation?: number;
    readonly context?: Partial<GroupContext>;
    readonly confirmationTag?: Bytes;
    readonly hasBadSignature?: boolean;
    readonly padding?: readonly number[];
};

/** A PublicMessage with a member's tag. */
export async function forgePublic(state: GroupState, forgery: Forgery): Promise<Bytes> {
    const signed = await signForgery(state, forgery, WireFormat.PublicMessage);
    return encodePublic(signed, membershipTag(state.suite, signed, state.secrets.membershipKey, state.context));
}

/** A PublicMessage of somebody who cannot make the tag, or needs none. */
export async function forgeUntagged(state: GroupState, forgery: Forgery): Promise<Bytes> {
    return encodePublic(await signForgery(state, forgery, WireFormat.PublicMessage), new Uint8Array(state.suite.hashBytes));
}

export async function forgePrivate(state: GroupState, forgery: Forgery): Promise<Bytes> {
    const { content, authentication } = await signForgery(state, forgery, WireFormat.PrivateMessage);
    const { groupId, epoch, sender, authenticatedData } = content;
    const { type } = content.content;
    if (sender.type !== SenderType.Member) throw new Error('only members write PrivateMessages');
    const plaintext = concat(
        encode(content.content, writeMessageContent),
        encode(authentication, (writer, value) => writeContentAuthentication(writer, value, type)),
        Uint8Array.from(forgery.padding ?? []),
    );
    const key = ratchetsOf(state).prepare(sender.leaf, kindOf(type), forgery.generation ?? 0);
    const header = { groupId, epoch, contentType: type, authenticatedData };
    const body = await sealPlaintext(state.suite, header, plaintext, key, state.secrets.senderDataSecret);
    return encode({ wireFormat: WireFormat.PrivateMessage, body }, writeMlsMessage);
}

export async function signForgery(state: GroupState, forgery: Forgery, wireFormat: WireFormat): Promise<AuthenticatedContent> {
    const context = { ...state.context, ...forgery.context };
    const { groupId, epoch } = context;
    const { content } = forgery;
    const sender = forgery.sender ?? memberSender(state.own);
    const framed = { groupId, epoch, sender, authenticatedData: new Uint8Array(), content };
    const signed = await signContent(wireFormat, framed, context, forgery.signer ?? state.signatureKey);
    const signature = forgery.hasBadSignature === true ? new Uint8Array(64) : signed.authentication.signature;
    return { ...signed, authentication: { signature, confirmationTag: forgery.confirmationTag ?? new Uint8Array(state.suite.hashBytes) } };
}

/** The ratchets as they are, to forge with; the group's own stay as they are. */
export function ratchetsOf(state: GroupState): SecretTree {
    const writer = new TlsWriter();
    state.ratchets.save(writer);
    return SecretTree.load(state.suite, state.tree.leafCount, new TlsReader(writer.written), new Custody());
}

function encodePublic({ content, authentication }: AuthenticatedContent, tag: Bytes): Bytes {
    return encode({ wireFormat: WireFormat.PublicMessage, body: { content, authentication, membershipTag: tag } }, writeMlsMessage);
}
