/** What a resumption key is for (RFC 9420 §8.4). */
export const ResumptionPskUsage = {
    /** The application's own reasons. */
    Application: 1,
    /** The successor of a group that was ended. */
    ReInit: 2,
    /** A group of some members of another. */
    Branch: 3,
} as const;
export type ResumptionPskUsage = (typeof ResumptionPskUsage)[keyof typeof ResumptionPskUsage];
