import { copyOf, type Bytes } from '../../bytes.ts';
import type { Extension } from '../extensions/extension.ts';
import { saveState } from '../groups/groupSnapshot.ts';
import { disposeEpoch, type GroupState } from '../groups/groupState.ts';
import { membersOf, type LeafUpdate, type Member } from '../groups/member.ts';
import type { GroupContext } from '../messages/groupContext.ts';
import type { PreSharedKeyId } from '../messages/preSharedKeyId.ts';
import type { ReInitProposal } from '../messages/proposal.ts';
import type { AppliedProposals } from '../proposals/appliedProposals.ts';
import { exportSecret } from '../schedule/exporter.ts';
import type { LeafNode } from '../tree/leafNode.ts';
import type { RatchetTree } from '../tree/ratchetTree.ts';

/**
 * The epoch a commit leads to, before anyone has taken it: the caller judges what it changes, then merges or disposes of it.
 * Owns the secrets of that epoch until it is merged.
 */
export class StagedCommit {
    /** The epoch the commit leads to. */
    readonly epoch: bigint;
    /** Who comes in; for an external commit its sender. */
    readonly adds: readonly Member[];
    /** Who goes, with the leaf as it was. */
    readonly removes: readonly Member[];
    /** Leaves that Update proposals replace; the committer's own is `pathLeaf`. */
    readonly updates: readonly LeafUpdate[];
    /** The pre-shared keys that are mixed in. */
    readonly psks: readonly PreSharedKeyId[];
    /** Whether the sender joins by it; then it is the last of `adds`. */
    readonly isExternal: boolean;
    /** The new extensions of the GroupContext; undefined if they stay. */
    readonly groupContextExtensions: readonly Extension[] | undefined;
    /** Set if the commit ends the group; its successor's parameters. */
    readonly reInit: ReInitProposal | undefined;
    /** The committer's new leaf; undefined without an UpdatePath. */
    readonly pathLeaf: LeafNode | undefined;
    /** Whether this client is removed; then the epoch has no secrets for it and cannot be merged, saved or exported from. */
    readonly removesSelf: boolean;
    /** The members of the new epoch. */
    readonly resultingMembers: readonly Member[];
    /** The context of the epoch the commit ends. */
    readonly baseContext: GroupContext;
    #next: GroupState | undefined;

    /** Takes ownership of the next epoch; none for a commit that removes this client. */
    constructor(
        current: GroupState,
        tree: RatchetTree,
        applied: AppliedProposals,
        pathLeaf: LeafNode | undefined,
        next: GroupState | undefined,
    ) {
        this.epoch = current.context.epoch + 1n;
        this.adds = [...applied.adds.map(({ index, keyPackage }) => ({ index, leaf: keyPackage.leafNode })), ...applied.joiners];
        this.removes = applied.removes;
        this.updates = applied.updates;
        this.psks = applied.psks;
        this.isExternal = applied.joiners.length > 0;
        this.groupContextExtensions = applied.extensions;
        this.reInit = applied.reInit;
        this.pathLeaf = pathLeaf;
        this.removesSelf = next === undefined;
        this.resultingMembers = membersOf(tree);
        this.baseContext = current.context;
        this.#next = next;
    }

    /** The new epoch's authenticator. Throws when this client is removed or the commit was merged, as all that follow. */
    get epochAuthenticator(): Bytes {
        return copyOf(this.#requireNext().secrets.epochAuthenticator.bytes);
    }

    /** MLS-Exporter of the new epoch (RFC 9420 §8.5). */
    export(label: string, context: Uint8Array, length: number): Bytes {
        const { suite, secrets } = this.#requireNext();
        return exportSecret(suite, secrets.exporterSecret, label, context, length);
    }

    /** The snapshot of the group as it will be after merging; `MlsGroup.load` reads it. */
    save(): Bytes {
        return saveState(this.#requireNext());
    }

    /** Overwrites the epoch's secrets, unless the group has taken them. */
    dispose(): void {
        if (this.#next !== undefined) disposeEpoch(this.#next);
        this.#next = undefined;
    }

    /** Hands the next epoch over to the group. */
    takeNext(): GroupState {
        const next = this.#requireNext();
        this.#next = undefined;
        return next;
    }

    #requireNext(): GroupState {
        if (this.#next === undefined) throw new Error('the commit removes this client, was merged or thrown away');
        return this.#next;
    }
}
