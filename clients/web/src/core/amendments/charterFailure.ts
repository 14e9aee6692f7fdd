import { ToldFailure } from '../toldFailure.ts';

/** Why the Charter was not shown, drafted or proposed; each is one of the worker's problems. */
export type CharterProblem =
    | 'not-ready'
    | 'not-allowed'
    | 'text-too-long'
    /** The draft is no such file: a name is missing, doubled or unknown. */
    | 'draft-unreadable'
    /** A title, or ground rules, too long or with characters that cannot be seen. */
    | 'draft-text'
    /** A side's code is none, stands twice, or is named and not listed. */
    | 'draft-side'
    /** An officer without a role, unknown, named twice, or with the key of another. */
    | 'draft-officer'
    /** A rule whose lines or counts cannot be. */
    | 'draft-rule'
    /** No regime, no number of days, or more than a Charter holds. */
    | 'draft-terms'
    /** These officers could never meet the rules. */
    | 'draft-unworkable'
    | 'draft-unchanged'
    /** Nobody, or an officer of the draft, is to be left out; or everybody stays anyway. */
    | 'draft-without';

/** Something was not done with the Charter; names nobody and holds nobody's words. */
export class CharterFailure extends ToldFailure<CharterProblem> {
    constructor(problem: CharterProblem) {
        super('charter', problem);
    }
}
