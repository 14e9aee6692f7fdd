/** What came of one item. */
export type ItemOutcome =
    /** Processed; the next may follow. */
    | 'processed'
    /** A commit was taken: the next epoch must be proven. */
    | 'epoch-ended'
    /** It stays unprocessed: a commit from the future, or one that this device's verdict refuses. */
    | 'waits';
