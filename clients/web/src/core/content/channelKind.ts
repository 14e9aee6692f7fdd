/** What a channel is for; it never changes. */
export const ChannelKind = {
    /** All parties together. */
    plenary: 1,
    /** One party alone. */
    caucus: 2,
    /** One person and the team. */
    privateLine: 3,
    /** A small balanced group with a mandate. Reserved. */
    workingGroup: 4,
    /** The team alone. Reserved. */
    team: 5,
    /** Organizers and facilitators. Reserved. */
    desk: 6,
    /** Two persons, discreet. Reserved. */
    quietLine: 7,
    /** Social and cultural. Reserved. */
    commons: 8,
} as const;
export type ChannelKind = (typeof ChannelKind)[keyof typeof ChannelKind];
