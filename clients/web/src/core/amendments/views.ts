import type { CharterTerms, SurvivalView } from '../papers/views.ts';

// What of the Charter is shown; part of the worker's api, and words to render only.

/** One version of the Charter, for people. */
export type CharterView = {
    /** SHA-256 of the version, lower-case hexadecimal. */
    readonly id: string;
    /** 1 and up. */
    readonly version: number;
    readonly state: 'in-force' | 'proposed';
    /** The paper that gathers its signatures; undefined when it is in force. */
    readonly paper: string | undefined;
    /** Ten groups of four digits, always from left to right. */
    readonly digits: readonly string[];
    readonly terms: CharterTerms;
    /** What the version before said; undefined of version 1. */
    readonly before: CharterTerms | undefined;
    /** Which parts differ from it. */
    readonly changed: readonly (keyof CharterTerms)[];
    /** Of a proposed amendment that changes who decides: whose admissions stay valid. */
    readonly survival: SurvivalView | undefined;
    /** Whether this device's person accepted the version by signature; of a proposed one, whether this device signed it. */
    readonly accepted: boolean;
    /** Names of others who did and who did not, as far as this device knows; empty for who is no officer. */
    readonly acceptedBy: readonly string[];
    readonly notAcceptedBy: readonly string[];
};
