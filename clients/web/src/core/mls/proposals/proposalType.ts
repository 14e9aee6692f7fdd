import type { Brand } from '../../brand.ts';

/** The IANA number of a proposal type (RFC 9420 §17.4); unknown numbers are allowed in capabilities. */
export type ProposalType = Brand<number, 'ProposalType'>;

export const ProposalType = {
    Add: 1 as ProposalType,
    Update: 2 as ProposalType,
    Remove: 3 as ProposalType,
    PreSharedKey: 4 as ProposalType,
    ReInit: 5 as ProposalType,
    ExternalInit: 6 as ProposalType,
    GroupContextExtensions: 7 as ProposalType,
} as const;

/** Whether every implementation has it, so that capabilities do not list it (RFC 9420 §7.2). */
export function isAlwaysSupportedProposal(type: ProposalType): boolean {
    return type >= 1 && type <= 7;
}
