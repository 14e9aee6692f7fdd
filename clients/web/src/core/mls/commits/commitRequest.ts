import type { Bytes } from '../../bytes.ts';
import type { Extension } from '../extensions/extension.ts';
import type { KeyPackage } from '../keypackages/keyPackage.ts';
import type { LeafIndex } from '../tree/leafIndex.ts';
import type { StagedCommit } from './stagedCommit.ts';

/** What a commit shall do; without anything it only heals. */
export type CommitRequest = {
    /** Packages of those who come in. */
    readonly adds?: readonly KeyPackage[];
    /** Leaves of those who go. */
    readonly removes?: readonly LeafIndex[];
    /** Signed with the commit and readable without keys. */
    readonly authenticatedData?: Bytes;
    /** Extensions for the GroupInfo in the Welcome, beside the ratchet tree. */
    readonly groupInfoExtensions?: readonly Extension[];
    /** Whether a commit that only adds carries an UpdatePath, too; all others carry one anyway. */
    readonly forcePath?: boolean;
};

/** A commit of ours, ready to be sent. */
export type CommitBundle = {
    /** MLSMessage (PrivateMessage) for the members. */
    readonly message: Bytes;
    /** MLSMessage (Welcome), one for all joiners, with the tree inside; undefined if nobody joins. */
    readonly welcome: Bytes | undefined;
    /** The epoch it leads to; owned by the caller until merged. */
    readonly staged: StagedCommit;
};
