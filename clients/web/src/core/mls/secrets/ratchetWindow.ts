/** How far a sender's ratchet may be wound forward, and how many keys of skipped messages are kept (RFC 9420 §9.1). */
export const RatchetWindow = {
    /** Generations one message may be ahead of the last. */
    maxForwardSteps: 1000,
    /** Keys of skipped messages kept for one ratchet of one sender; the oldest go first. */
    maxSkippedKeys: 200,
} as const;
