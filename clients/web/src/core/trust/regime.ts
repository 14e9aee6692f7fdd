/** What may be said outside, from the strictest to the freest. */
export const Regime = {
    /** Not even that it took place. */
    held: 1,
    /** No use outside. */
    closed: 2,
    /** Use without attribution. */
    chathamHouse: 3,
    /** May be quoted as agreed. */
    cleared: 4,
    /** Public. */
    release: 5,
} as const;
export type Regime = (typeof Regime)[keyof typeof Regime];

/** A regime as the page names it. */
export type RegimeWord = 'held' | 'closed' | 'chatham-house' | 'cleared' | 'release';

/** Regimes in these words. */
export const regimeWords: Readonly<Record<Regime, RegimeWord>> = {
    [Regime.held]: 'held',
    [Regime.closed]: 'closed',
    [Regime.chathamHouse]: 'chatham-house',
    [Regime.cleared]: 'cleared',
    [Regime.release]: 'release',
};
