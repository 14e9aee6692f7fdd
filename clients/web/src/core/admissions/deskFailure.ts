import { ToldFailure } from '../toldFailure.ts';

/** Why an officer's desk did not do something; each is one of the worker's problems. */
export type DeskProblem =
    | 'not-allowed'
    | 'not-ready'
    | 'not-found'
    | 'bad-time'
    | 'note-too-long'
    | 'link-in-doubt'
    | 'digits-differ'
    | 'counsel-said-no'
    | 'other-name'
    | 'admission-over'
    | 'admission-later'
    | 'objection-open'
    | 'no-pass'
    | 'cut-off-first'
    | 'first-device-only';

/** Something was not done at a desk; names nobody. */
export class DeskFailure extends ToldFailure<DeskProblem> {
    constructor(problem: DeskProblem) {
        super('desk', problem);
    }
}
