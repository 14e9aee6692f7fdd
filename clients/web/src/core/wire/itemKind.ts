/** What an item is to the relay; its meaning is sealed. */
export const ItemKind = {
    /** Ends an epoch. */
    commit: 1,
    /** Kept as long as commits; a committer must have processed it. */
    lasting: 2,
    /** Kept for the channel's days. */
    talk: 3,
    /** A steward's act, in clear and signed. */
    steward: 4,
} as const;
export type ItemKind = (typeof ItemKind)[keyof typeof ItemKind];
