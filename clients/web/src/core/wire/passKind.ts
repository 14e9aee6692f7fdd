/** What a pass may be spent on. A pass is 32 random bytes; the relay keeps its SHA-256 until it is spent. */
export const PassKind = { mailbox: 1, channel: 2 } as const;
export type PassKind = (typeof PassKind)[keyof typeof PassKind];
