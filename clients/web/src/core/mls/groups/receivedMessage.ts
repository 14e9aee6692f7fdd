import type { Bytes } from '../../bytes.ts';
import type { StagedCommit } from '../commits/stagedCommit.ts';
import type { SenderType } from '../framing/senderType.ts';
import type { Proposal } from '../messages/proposal.ts';
import type { LeafIndex } from '../tree/leafIndex.ts';

/** Application data; its key is gone, so save the group before it is shown. */
export type ApplicationReceived = {
    readonly type: 'application';
    readonly sender: LeafIndex;
    /** What it showed in clear, now authentic. */
    readonly authenticatedData: Bytes;
    /** What the sender wrote, without padding. */
    readonly data: Bytes;
    /** The epoch it was sealed in. */
    readonly epoch: bigint;
    /** The generation of its key in the sender's ratchet. */
    readonly generation: number;
};

/** A commit; the group is in its old epoch until `MlsGroup.merge`. */
export type CommitReceived = {
    readonly type: 'commit';
    readonly senderType: SenderType;
    /** The member that signed it; for an external commit the place its sender takes. */
    readonly sender: LeafIndex;
    readonly authenticatedData: Bytes;
    /** The epoch it leads to, for the caller to judge; owned by the caller until merged. */
    readonly staged: StagedCommit;
};

/** A proposal on its own. It changes nothing by itself; commits of its epoch may refer to it if it was kept, so save the group. */
type ProposalReceived = {
    readonly type: 'proposal';
    readonly senderType: SenderType;
    /** The member that signed it; undefined for outsiders. */
    readonly sender: LeafIndex | undefined;
    readonly authenticatedData: Bytes;
    readonly proposal: Proposal;
    /** By what a commit of this epoch names it. */
    readonly reference: Bytes;
};

/** A message after every check. */
export type ReceivedMessage = ApplicationReceived | CommitReceived | ProposalReceived;
