import type { Sender } from '../framing/sender.ts';
import type { Proposal } from '../messages/proposal.ts';

/** A proposal and who made it: the committer, unless it came by reference. */
export type AttributedProposal = { readonly proposal: Proposal; readonly sender: Sender };

/** The proposals of one kind, in their order. */
export function ofKind<Kind extends Proposal['kind']>(
    list: readonly AttributedProposal[],
    kind: Kind,
): Extract<Proposal, { readonly kind: Kind }>[] {
    return list.map((item) => item.proposal).filter((proposal) => isKind(proposal, kind));
}

function isKind<Kind extends Proposal['kind']>(proposal: Proposal, kind: Kind): proposal is Extract<Proposal, { readonly kind: Kind }> {
    return proposal.kind === kind;
}
