import type { GroupState } from '../groups/groupState.ts';
import type { Proposal } from '../messages/proposal.ts';
import type { CommitRequest } from './commitRequest.ts';

/** What is asked for, as the list of proposals of a commit of ours: Removes, then Adds (RFC 9420 §12.4). */
export function proposalsOf(state: GroupState, request: CommitRequest): Proposal[] {
    const removes = request.removes ?? [];
    const isValid =
        !removes.includes(state.own) &&
        new Set(removes).size === removes.length &&
        removes.every((index) => state.tree.leaf(index) !== undefined);
    if (!isValid) throw new RangeError('each removed leaf is named once, is in the tree and is not the own one');
    return [
        ...removes.map((removed): Proposal => ({ kind: 'remove', removed })),
        ...(request.adds ?? []).map((keyPackage): Proposal => ({ kind: 'add', keyPackage })),
    ];
}
