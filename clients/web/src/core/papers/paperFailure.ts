import { ToldFailure } from '../toldFailure.ts';
import type { RefusalProblem } from './paperRefusalWords.ts';

/** Why something was not done with a paper; each is one of the worker's problems. */
export type PaperProblem =
    | RefusalProblem
    | 'not-found'
    | 'not-ready'
    | 'not-allowed'
    | 'text-too-long'
    /** This device has signed it already. */
    | 'paper-signed'
    /** It was proposed by somebody else, and a signature is not taken back. */
    | 'signature-sent'
    /** All signatures are there already. */
    | 'paper-complete'
    | 'paper-withdrawn'
    /** It was not signed within 60 days. */
    | 'paper-lapsed'
    /** This cannot be said about it, or was said already. */
    | 'remark-refused'
    /** Somebody in the dialogue has the same name or one that looks like it. */
    | 'name-looks-alike'
    /** This device has signed another version of the Charter that can still be completed. */
    | 'other-version-signed'
    /** A device does not cut itself off. */
    | 'cut-own-device';

/** Something was not done with a paper; names nobody and holds nobody's words. */
export class PaperFailure extends ToldFailure<PaperProblem> {
    constructor(problem: PaperProblem) {
        super('paper', problem);
    }
}
