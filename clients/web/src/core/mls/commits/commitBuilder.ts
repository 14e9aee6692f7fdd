import type { Bytes } from '../../bytes.ts';
import { encode } from '../codec/tlsEncoding.ts';
import { signContent, withConfirmationTag, type AuthenticatedContent } from '../framing/authenticatedContent.ts';
import { ContentType } from '../framing/contentType.ts';
import { writeMlsMessage } from '../framing/mlsMessage.ts';
import { memberSender } from '../framing/sender.ts';
import { WireFormat } from '../framing/wireFormat.ts';
import { historyAfter } from '../groups/groupHistory.ts';
import { disposeEpoch, enterEpoch, provisionalContext, type GroupState } from '../groups/groupState.ts';
import type { Commit } from '../messages/commit.ts';
import { writeGroupContext, type GroupContext } from '../messages/groupContext.ts';
import { addedLeaves, type AppliedProposals } from '../proposals/appliedProposals.ts';
import { applyProposals } from '../proposals/proposalApplier.ts';
import { needsPath, requireValidList } from '../proposals/proposalListRules.ts';
import { zeroSecret } from '../schedule/pskSecret.ts';
import { sealMessage } from '../secrets/messageProtection.ts';
import type { FreshPath } from '../tree/freshPath.ts';
import type { RatchetTree } from '../tree/ratchetTree.ts';
import { createPath, sealPath } from '../tree/treeKem.ts';
import { buildWelcome } from '../welcomes/welcomeBuilder.ts';
import { proposalsOf } from './commitList.ts';
import type { CommitBundle, CommitRequest } from './commitRequest.ts';
import { requireTree } from './commitRules.ts';
import { EpochChange } from './epochChange.ts';
import { StagedCommit } from './stagedCommit.ts';

/** A commit's proposals on a working copy of the tree. */
type Draft = { readonly list: Commit['proposals']; readonly tree: RatchetTree; readonly applied: AppliedProposals };

/**
 * Makes a commit (RFC 9420 §12.4.1): proposals on a copy of the tree, a fresh path sealed under the new epoch's provisional
 * context, a signature under the old one, the confirmation tag of the new one.
 */
export async function buildCommit(state: GroupState, request: CommitRequest): Promise<CommitBundle> {
    const proposals = proposalsOf(state, request);
    const list = proposals.map((proposal) => ({ proposal, sender: memberSender(state.own) }));
    await requireValidList(state, list, state.own, undefined);
    const tree = state.tree.copy();
    const applied = applyProposals(tree, list);
    const draft: Draft = { list: proposals.map((proposal) => ({ type: 'value', proposal })), tree, applied };
    if (request.forcePath !== true && !needsPath(list)) return stage(state, request, draft, undefined);
    const path = await createPath(tree, state.own, state.signatureKey, state.context.groupId);
    try {
        return await stage(state, request, draft, path);
    } finally {
        path.dispose();
    }
}

async function stage(state: GroupState, request: CommitRequest, draft: Draft, path: FreshPath | undefined): Promise<CommitBundle> {
    const { suite } = state;
    const { tree, applied } = draft;
    requireTree(tree);
    const provisional = provisionalContext(state, tree, state.context.extensions);
    const signed = await sign(state, request, { proposals: draft.list, path: await seal(state, draft, path, provisional) });
    const zero = zeroSecret(suite);
    const { interimTranscriptHash, secrets } = state;
    const commitSecret = path?.secrets.commitSecret ?? zero;
    const start = { suite, interimTranscriptHash, initSecret: secrets.initSecret, commitSecret, psks: [] };
    const change = new EpochChange(start, signed, provisional);
    zero.dispose();
    try {
        const next = enterNext(state, change, tree, path);
        try {
            const extensions = request.groupInfoExtensions ?? [];
            const welcome = applied.adds.length === 0 ? undefined : await buildWelcome(next, change, applied.adds, path, extensions);
            const message = await frame(state, withConfirmationTag(signed, change.confirmationTag));
            return { message, welcome, staged: new StagedCommit(state, tree, applied, path?.leafNode, next) };
        } catch (refusal) {
            disposeEpoch(next);
            throw refusal;
        }
    } finally {
        change.dispose();
    }
}

async function seal(
    state: GroupState,
    { tree, applied }: Draft,
    path: FreshPath | undefined,
    provisional: GroupContext,
): Promise<Commit['path']> {
    if (path === undefined) return undefined;
    return sealPath(state.suite, tree, path, encode(provisional, writeGroupContext), addedLeaves(applied));
}

function sign(state: GroupState, request: CommitRequest, commit: Commit): Promise<AuthenticatedContent> {
    const content = {
        groupId: state.context.groupId,
        epoch: state.context.epoch,
        sender: memberSender(state.own),
        authenticatedData: request.authenticatedData ?? new Uint8Array(),
        content: { type: ContentType.Commit, commit },
    };
    return signContent(WireFormat.PrivateMessage, content, state.context, state.signatureKey);
}

function enterNext(state: GroupState, change: EpochChange, tree: RatchetTree, path: FreshPath | undefined): GroupState {
    const keys = state.keys.copyFor(tree);
    path?.storeIn(keys);
    const { suite, own } = state;
    const { context, confirmationTag } = change;
    const signatureKey = state.signatureKey.copy();
    const entry = { suite, context, tree, own, keys, signatureKey, confirmationTag, history: historyAfter(state), reInit: undefined };
    return enterEpoch(entry, change.epochSecret);
}

// A commit that is thrown away has used its key all the same: no second one may be sealed with it.
async function frame(state: GroupState, signed: AuthenticatedContent): Promise<Bytes> {
    const generation = state.ratchets.nextGeneration(state.own, 'handshake');
    const key = state.ratchets.prepare(state.own, 'handshake', generation);
    try {
        const body = await sealMessage(state.suite, signed, key, state.secrets.senderDataSecret, 0);
        state.ratchets.take(key);
        return encode({ wireFormat: WireFormat.PrivateMessage, body }, writeMlsMessage);
    } finally {
        key.dispose();
    }
}
