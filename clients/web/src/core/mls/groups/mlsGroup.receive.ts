import { equalBytes } from '../../bytes.ts';
import { decode } from '../codec/tlsEncoding.ts';
import { processCommit } from '../commits/commitProcessor.ts';
import type { StagedCommit } from '../commits/stagedCommit.ts';
import type { AuthenticatedContent } from '../framing/authenticatedContent.ts';
import { ContentType } from '../framing/contentType.ts';
import { decodePrivateMessage, readMlsMessage } from '../framing/mlsMessage.ts';
import type { PrivateMessage } from '../framing/privateMessage.ts';
import { unprotectPublicMessage, type PublicMessage } from '../framing/publicMessage.ts';
import type { Sender } from '../framing/sender.ts';
import type { SenderData } from '../framing/senderData.ts';
import { SenderType } from '../framing/senderType.ts';
import { WireFormat } from '../framing/wireFormat.ts';
import type { Proposal } from '../messages/proposal.ts';
import { MlsException } from '../mlsException.ts';
import { withProposal } from '../proposals/proposalCache.ts';
import { proposalRef } from '../proposals/proposalRef.ts';
import { requireValidProposal } from '../proposals/proposalRules.ts';
import { kindOf, openMessage, openSenderData } from '../secrets/messageProtection.ts';
import type { LeafIndex } from '../tree/leafIndex.ts';
import type { LeafNode } from '../tree/leafNode.ts';
import type { GroupState } from './groupState.ts';
import type { Member } from './member.ts';
import type { MessageHeader, MessageSender } from './messageHeader.ts';
import type { PastEpoch } from './pastEpoch.ts';
import type { ApplicationReceived, ReceivedMessage } from './receivedMessage.ts';
import type { ReceiveOptions } from './receiveOptions.ts';
import { requireContent, requireCurrent, requireHeard, requireMember, requireOther, requireSignatureKey } from './receiveRules.ts';

/** A message after every check and the state that has heard it: another one only if a proposal is kept. */
type Reception = { readonly received: ReceivedMessage; readonly state: GroupState };

/** Opens and checks a message: bytes -> MlsMessage -> UnverifiedContent -> AuthenticatedContent -> ReceivedMessage. */
export async function receiveMessage(state: GroupState, mlsMessage: Uint8Array, options: ReceiveOptions): Promise<Reception> {
    const message = decode(mlsMessage, readMlsMessage);
    if (message.wireFormat === WireFormat.PublicMessage) return receivePublic(state, message.body, options);
    if (message.wireFormat !== WireFormat.PrivateMessage) throw new MlsException('WireFormatUnexpected');
    const past = pastEpochOf(state, message.body);
    if (past !== undefined) return { received: await receiveLate(state, message.body, past), state };
    return receivePrivate(state, message.body, options);
}

/** Reads what a message shows without keys; nothing of it is verified. */
export function peekHeader(mlsMessage: Uint8Array): MessageHeader {
    const { wireFormat, body } = decode(mlsMessage, readMlsMessage);
    if (wireFormat === WireFormat.PrivateMessage) {
        const { groupId, epoch, contentType, authenticatedData } = body;
        return { wireFormat, groupId, epoch, contentType, authenticatedData };
    }
    if (wireFormat !== WireFormat.PublicMessage) throw new MlsException('WireFormatUnexpected');
    const { groupId, epoch, content, authenticatedData } = body.content;
    return { wireFormat, groupId, epoch, contentType: content.type, authenticatedData };
}

/** Decrypts only who sent a PrivateMessage of this epoch and with which generation; any member could have written that. */
export async function peekSenderOf(state: GroupState, privateMessage: Uint8Array): Promise<MessageSender> {
    const message = decodePrivateMessage(privateMessage);
    requireCurrent(state, message.groupId, message.epoch);
    const { leaf, generation } = await openSenderData(state.suite, message, state.secrets.senderDataSecret);
    return { leaf, generation };
}

function pastEpochOf(state: GroupState, message: PrivateMessage): PastEpoch | undefined {
    if (message.contentType !== ContentType.Application || !equalBytes(message.groupId, state.context.groupId)) return undefined;
    return state.history.epochs.find(({ context }) => context.epoch === message.epoch);
}

async function receiveLate(state: GroupState, message: PrivateMessage, past: PastEpoch): Promise<ApplicationReceived> {
    const data = await openSenderData(state.suite, message, past.senderDataSecret);
    if (data.leaf === past.own) throw new MlsException('OwnMessage');
    const sender = requireMember(past.tree, data.leaf);
    const key = past.ratchets.prepare(data.leaf, 'application', data.generation);
    try {
        const unverified = await openMessage(state.suite, message, data, key.key);
        const signed = await unverified.verify(state.suite, past.context, sender.signatureKey);
        const received = applicationOf(signed, data);
        past.ratchets.take(key);
        return received;
    } finally {
        key.dispose();
    }
}

async function receivePrivate(state: GroupState, message: PrivateMessage, options: ReceiveOptions): Promise<Reception> {
    const { suite } = state;
    requireCurrent(state, message.groupId, message.epoch);
    const data = await openSenderData(suite, message, state.secrets.senderDataSecret);
    if (data.leaf === state.own) throw new MlsException((await isByCopy(state, message, data)) ? 'WrittenByCopy' : 'OwnMessage');
    const sender = requireMember(state.tree, data.leaf);
    const key = state.ratchets.prepare(data.leaf, kindOf(message.contentType), data.generation);
    try {
        const unverified = await openMessage(suite, message, data, key.key);
        const signed = await unverified.verify(suite, state.context, sender.signatureKey);
        const reception = await conclude(state, signed, options, data);
        if (reception.received.type !== 'commit') state.ratchets.take(key);
        return reception;
    } finally {
        key.dispose();
    }
}

/** Whether the own signature key made it with a message key that this state has not spent. Any member can forge the sender data. */
async function isByCopy(state: GroupState, message: PrivateMessage, data: SenderData): Promise<boolean> {
    try {
        const key = state.ratchets.prepare(data.leaf, kindOf(message.contentType), data.generation);
        try {
            const own = state.tree.leaf(state.own) as LeafNode; // A member has a leaf.
            const unverified = await openMessage(state.suite, message, data, key.key);
            await unverified.verify(state.suite, state.context, own.signatureKey);
            return true;
        } finally {
            key.dispose();
        }
    } catch (refusal) {
        if (refusal instanceof MlsException) return false;
        throw refusal;
    }
}

async function receivePublic(state: GroupState, message: PublicMessage, options: ReceiveOptions): Promise<Reception> {
    const { content } = message;
    requireCurrent(state, content.groupId, content.epoch);
    requireContent(content);
    requireHeard(content.sender, options);
    const unverified = unprotectPublicMessage(state.suite, message, state.secrets.membershipKey, state.context);
    const signed = await unverified.verify(state.suite, state.context, requireSignatureKey(state, content));
    requireOther(state, content.sender);
    return conclude(state, signed, options, undefined);
}

async function conclude(
    state: GroupState,
    signed: AuthenticatedContent,
    options: ReceiveOptions,
    data: SenderData | undefined,
): Promise<Reception> {
    const { content } = signed.content;
    switch (content.type) {
        case ContentType.Application:
            return { received: applicationOf(signed, data), state };
        case ContentType.Proposal:
            return concludeProposal(state, signed, content.proposal, options);
        case ContentType.Commit:
            return { received: commitOf(signed, await processCommit(state, signed, content.commit, options)), state };
    }
}

// Application data is never in a PublicMessage, as unprotectPublicMessage has checked, so there is sender data.
function applicationOf({ content }: AuthenticatedContent, data: SenderData | undefined): ApplicationReceived {
    if (content.content.type !== ContentType.Application || data === undefined) throw new TypeError('this is no application data');
    return {
        type: 'application',
        sender: data.leaf,
        authenticatedData: content.authenticatedData,
        data: content.content.data,
        epoch: content.epoch,
        generation: data.generation,
    };
}

async function concludeProposal(
    state: GroupState,
    signed: AuthenticatedContent,
    proposal: Proposal,
    options: ReceiveOptions,
): Promise<Reception> {
    const { sender, authenticatedData } = signed.content;
    const reference = proposalRef(state.suite, signed);
    const received = {
        type: 'proposal',
        senderType: sender.type,
        sender: leafOf(sender),
        authenticatedData,
        proposal,
        reference,
    } as const;
    if (options.onlyAddsAndRemoves) return { received, state };
    await requireValidProposal(state, { proposal, sender }, state.context.extensions, options);
    const proposals = withProposal(state.proposals, { reference, proposal, sender, ownKeys: undefined });
    return { received, state: { ...state, proposals } };
}

function commitOf({ content }: AuthenticatedContent, staged: StagedCommit): ReceivedMessage {
    const joiner = staged.adds.at(-1) as Member; // Looked at only for an external commit, whose sender is the last.
    return {
        type: 'commit',
        senderType: content.sender.type,
        sender: leafOf(content.sender) ?? joiner.index,
        authenticatedData: content.authenticatedData,
        staged,
    };
}

function leafOf(sender: Sender): LeafIndex | undefined {
    return sender.type === SenderType.Member ? sender.leaf : undefined;
}
