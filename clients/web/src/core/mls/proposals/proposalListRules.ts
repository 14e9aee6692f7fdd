import { toHex } from '../../bytes.ts';
import { encode } from '../codec/tlsEncoding.ts';
import { isMember, type Sender } from '../framing/sender.ts';
import { SenderType } from '../framing/senderType.ts';
import type { GroupState } from '../groups/groupState.ts';
import type { ReceiveOptions } from '../groups/receiveOptions.ts';
import { together } from '../groups/together.ts';
import { writePreSharedKeyId, type PreSharedKeyId } from '../messages/preSharedKeyId.ts';
import type { Proposal } from '../messages/proposal.ts';
import type { ProposalOrRef } from '../messages/proposalOrRef.ts';
import { MlsException } from '../mlsException.ts';
import type { LeafIndex } from '../tree/leafIndex.ts';
import { ofKind, type AttributedProposal } from './attributedProposal.ts';
import { findProposal, type ProposalCache } from './proposalCache.ts';
import { requireValidProposal } from './proposalRules.ts';

// Refusals of a commit's list of proposals (RFC 9420 §12.2).

const maxPsks = 0xffff;

/** The proposals of a commit, each with its author. */
export function resolveProposals(cache: ProposalCache, list: readonly ProposalOrRef[], committer: Sender): AttributedProposal[] {
    return list.map((item) => {
        if (item.type === 'value') return { proposal: item.proposal, sender: committer };
        if (committer.type !== SenderType.Member) throw new MlsException('ExternalCommitProposalWrong');
        const found = findProposal(cache, item.reference);
        if (found === undefined) throw new MlsException('ProposalUnknown');
        return { proposal: found.proposal, sender: found.sender };
    });
}

/** What a receiver that takes inline Adds and Removes only accepts. */
export function requireAddsAndRemoves(list: readonly ProposalOrRef[]): void {
    const isPlain = list.every((item) => item.type === 'value' && (item.proposal.kind === 'add' || item.proposal.kind === 'remove'));
    if (!isPlain) throw new MlsException('ProposalNotSupported');
}

/** The list of a member's commit. */
export async function requireValidList(
    state: GroupState,
    list: readonly AttributedProposal[],
    committer: LeafIndex,
    options: ReceiveOptions | undefined,
): Promise<void> {
    requireNoExternalInit(list);
    requireNoOwnUpdate(list, committer);
    requireCommitterStays(list, committer);
    requireOneExtensionsChange(list);
    requireReInitAlone(list);
    await requireEachValid(state, list, options);
    requireOneChangeOfALeaf(list);
    requireDistinctPsks(ofKind(list, 'preSharedKey').map(({ psk }) => psk));
}

/** The list of an external commit. */
export async function requireValidExternalList(
    state: GroupState,
    list: readonly AttributedProposal[],
    options: ReceiveOptions | undefined,
): Promise<void> {
    requireExternalKinds(list);
    if (ofKind(list, 'externalInit').length !== 1) throw new MlsException('ExternalInitCountWrong');
    await requireEachValid(state, list, options);
    requireDistinctPsks(ofKind(list, 'preSharedKey').map(({ psk }) => psk));
}

/** Lists of nothing but Adds, PreSharedKeys and ReInit may come without an UpdatePath (§12.4). */
export function needsPath(list: readonly AttributedProposal[]): boolean {
    const pathless: readonly Proposal['kind'][] = ['add', 'preSharedKey', 'reInit'];
    return list.length === 0 || list.some(({ proposal }) => !pathless.includes(proposal.kind));
}

/** PSKLabel counts keys with 16 bits, and none is named twice. */
export function requireDistinctPsks(ids: readonly PreSharedKeyId[]): void {
    const distinct = new Set(ids.map((id) => toHex(encode(id, writePreSharedKeyId))));
    if (ids.length > maxPsks || distinct.size !== ids.length) throw new MlsException('PskDuplicate');
}

function requireNoExternalInit(list: readonly AttributedProposal[]): void {
    if (ofKind(list, 'externalInit').length > 0) throw new MlsException('ExternalInitMisplaced');
}

function requireNoOwnUpdate(list: readonly AttributedProposal[], committer: LeafIndex): void {
    if (list.some(({ proposal, sender }) => proposal.kind === 'update' && isMember(sender, committer))) {
        throw new MlsException('UpdateByCommitter');
    }
}

function requireCommitterStays(list: readonly AttributedProposal[], committer: LeafIndex): void {
    if (ofKind(list, 'remove').some(({ removed }) => removed === committer)) throw new MlsException('CommitterRemoved');
}

function requireOneExtensionsChange(list: readonly AttributedProposal[]): void {
    if (ofKind(list, 'groupContextExtensions').length > 1) throw new MlsException('GroupContextExtensionsDuplicate');
}

function requireReInitAlone(list: readonly AttributedProposal[]): void {
    if (list.length > 1 && ofKind(list, 'reInit').length > 0) throw new MlsException('ReInitNotAlone');
}

// Leaves must fit the extensions that the same commit brings.
function requireEachValid(state: GroupState, list: readonly AttributedProposal[], options: ReceiveOptions | undefined): Promise<void> {
    const extensions = ofKind(list, 'groupContextExtensions')[0]?.extensions ?? state.context.extensions;
    return together(list.map((item) => requireValidProposal(state, item, extensions, options)));
}

function requireOneChangeOfALeaf(list: readonly AttributedProposal[]): void {
    const changed = list.flatMap(({ proposal, sender }) => {
        if (proposal.kind === 'remove') return [proposal.removed];
        return proposal.kind === 'update' && sender.type === SenderType.Member ? [sender.leaf] : [];
    });
    if (new Set(changed).size !== changed.length) throw new MlsException('RemoveDuplicate');
}

function requireExternalKinds(list: readonly AttributedProposal[]): void {
    const allowed: readonly Proposal['kind'][] = ['externalInit', 'remove', 'preSharedKey'];
    const isAllowed = list.every(({ proposal }) => allowed.includes(proposal.kind)) && ofKind(list, 'remove').length <= 1;
    if (!isAllowed) throw new MlsException('ExternalCommitProposalWrong');
}
