/** What a channel is for; it never changes. */
export const ChannelKind = {
    /** All parties together. */
    plenary: 1,
    /** One party alone. */
    caucus: 2,
    /** One person and the team. */
    privateLine: 3,
    /** A small group with a mandate, as many of each party. */
    workingGroup: 4,
    /** The third party alone: facilitators, interpreters, rapporteurs. */
    team: 5,
    /** Organizers and facilitators. */
    desk: 6,
    /** Two persons, discreet. Reserved. */
    quietLine: 7,
    /** Social and cultural; nobody is in it to take notes. */
    commons: 8,
    /** Where the team drafts. */
    textDesk: 9,
} as const;
export type ChannelKind = (typeof ChannelKind)[keyof typeof ChannelKind];
