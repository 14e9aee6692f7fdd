/** What comparing digits came to. */
export type Outcome = 'same' | 'differ';
