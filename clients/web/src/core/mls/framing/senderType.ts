/** In what role a message is sent (RFC 9420 §6). */
export const SenderType = {
    Member: 1,
    /** One of the group's external senders. */
    External: 2,
    /** Someone who proposes to be added. */
    NewMemberProposal: 3,
    /** Someone who joins by an external commit. */
    NewMemberCommit: 4,
} as const;
export type SenderType = (typeof SenderType)[keyof typeof SenderType];
