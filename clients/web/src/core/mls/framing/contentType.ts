/** What a message says (RFC 9420 §6). */
export const ContentType = { Application: 1, Proposal: 2, Commit: 3 } as const;
export type ContentType = (typeof ContentType)[keyof typeof ContentType];
