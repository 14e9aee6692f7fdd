/** In what role a message is sent (RFC 9420 §6). */
export const SenderType = {
    member: 1,
    /** One of the group's external senders. */
    external: 2,
    /** Someone who proposes to be added. */
    newMemberProposal: 3,
    /** Someone who joins by an external commit. */
    newMemberCommit: 4,
} as const;
export type SenderType = (typeof SenderType)[keyof typeof SenderType];
