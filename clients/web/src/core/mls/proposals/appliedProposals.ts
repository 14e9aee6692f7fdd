import type { Extension } from '../extensions/extension.ts';
import type { LeafUpdate, Member } from '../groups/member.ts';
import type { KeyPackage } from '../keypackages/keyPackage.ts';
import type { PreSharedKeyId } from '../messages/preSharedKeyId.ts';
import type { ExternalInitProposal, ReInitProposal } from '../messages/proposal.ts';
import type { LeafIndex } from '../tree/leafIndex.ts';

/** Who is added, and where. */
export type AddedMember = { readonly index: LeafIndex; readonly keyPackage: KeyPackage };

/** What a list of proposals did to a tree. */
export type AppliedProposals = {
    readonly adds: readonly AddedMember[];
    readonly removes: readonly Member[];
    readonly updates: readonly LeafUpdate[];
    readonly psks: readonly PreSharedKeyId[];
    /** Who joins by an external commit: one or none. */
    readonly joiners: readonly Member[];
    /** The new extensions of the GroupContext; undefined if they stay. */
    readonly extensions: readonly Extension[] | undefined;
    readonly reInit: ReInitProposal | undefined;
    readonly externalInit: ExternalInitProposal | undefined;
};

export function addedLeaves(applied: AppliedProposals): LeafIndex[] {
    return applied.adds.map((add) => add.index);
}
