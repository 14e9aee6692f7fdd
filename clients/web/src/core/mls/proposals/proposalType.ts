/** The IANA numbers of proposal types (RFC 9420 §17.4); unknown numbers are allowed in capabilities. */
export const ProposalType = {
    add: 1,
    update: 2,
    remove: 3,
    preSharedKey: 4,
    reInit: 5,
    externalInit: 6,
    groupContextExtensions: 7,
} as const;
export type ProposalType = (typeof ProposalType)[keyof typeof ProposalType];

/** Whether every implementation has it, so that capabilities do not list it (RFC 9420 §7.2). */
export function isAlwaysSupportedProposal(type: number): boolean {
    return type >= ProposalType.add && type <= ProposalType.groupContextExtensions;
}
