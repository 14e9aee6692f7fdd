import type { PartyView } from '../channels/views.ts';

// What of the single text and of home cards is shown; part of the worker's api, and words to render only.

/** Other words for a clause. */
export type BracketView = {
    /** Its number in the log of the channel where it stands. */
    readonly number: number;
    /** The version it is about; undefined when that is not here. */
    readonly version: number | undefined;
    readonly clause: number;
    readonly words: string;
    /** Whose bracket it is. */
    readonly party: PartyView | undefined;
    /** Who wrote it or handed it over; of a released one the facilitator, never its author. */
    readonly from: string;
    /** Whether all sides read it. */
    readonly released: boolean;
};

/** A version of the single text. It is exploratory and binds no one. */
export type TextView = {
    readonly title: string;
    readonly version: number;
    /** The beginning of its hash in groups, to be read out: the same on every device. */
    readonly digits: string;
    readonly from: string;
    /** In order, numbered from 1. */
    readonly clauses: readonly string[];
    /** Those that may be read in this channel. */
    readonly brackets: readonly BracketView[];
    /** Where a bracket of this channel can go: to the team from a caucus, to all sides from a private line. */
    readonly targets: readonly { readonly id: string; readonly title: string }[];
};

/** What somebody does with the single text. */
export type TextStep =
    /** 1 to 40 clauses of at most 2,000 characters, together at most 60 KiB. */
    | { readonly act: 'put'; readonly title: string; readonly clauses: readonly string[] }
    | { readonly act: 'bracket'; readonly clause: number; readonly words: string }
    /** A bracket of a caucus goes to the team, one that was handed over to all sides. */
    | { readonly act: 'hand' | 'release'; readonly number: number; readonly to: string };

/** What a person may say at home, and to whom; on this device only. */
export type HomeCardView = { readonly id: string; readonly for: string; readonly madeAt: number; readonly lines: readonly string[] };
