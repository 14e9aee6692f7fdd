import type { UnixHour } from '../trust/unixHour.ts';
import type { PaperTerms } from './views.ts';

/** What is signed, for the page to put into words. */
export type PaperWords = {
    /** In one line: about whom or what. */
    readonly about: string;
    readonly terms: PaperTerms;
    /** From which hour it holds; undefined for at once. */
    readonly notBefore: UnixHour | undefined;
};
