/** What a message's body is. A reserved or unknown number is read as `UnknownContent`. */
export const ContentKind = {
    text: 1,
    /** Lasting, as are the next four. */
    profile: 2,
    policy: 3,
    charter: 4,
    removalOrder: 5,
    revocation: 6,
    /** The daily note of the silent. */
    seen: 7,
    /** The sender leaves. Lasting. */
    leave: 8,
    reply: 9,
    edit: 10,
    retract: 11,
    reaction: 12,
    receipt: 13,
    attachment: 14,
    /** Lasting. */
    moderationAct: 15,
    floorRequest: 16,
    poll: 17,
    carryCard: 18,
    sealedReveal: 19,
    /** Somebody was admitted. Lasting. */
    admissionNotice: 20,
    /** A version of the text that both sides work on. Lasting. */
    singleText: 21,
    /** Other words for a clause. */
    bracket: 22,
    /** A bracket that all sides may read. Lasting. */
    bracketRelease: 23,
    /** Own words may be quoted. */
    clearance: 24,
} as const;
export type ContentKind = (typeof ContentKind)[keyof typeof ContentKind];
