/** Why a store did not do what was asked; nothing was changed, whichever it is. */
export type StoreProblem =
    /** The passphrase does not open the store. */
    | 'wrong-passphrase'
    /** A record is missing, cut short, altered or in another's place. */
    | 'damaged'
    /** A newer version of this program wrote the store. */
    | 'newer-version'
    /** There is no store on this device. */
    | 'empty'
    /** There is a store on this device already. */
    | 'in-use'
    /** Another tab has the store open. */
    | 'other-tab'
    /** The browser gives no more space. */
    | 'full'
    /** The browser refuses to read or write, or has not the memory that the passphrase needs. */
    | 'unavailable'
    /** The store was closed. */
    | 'closed';

/** A store did not do what was asked; names nothing of what is stored. */
export class StoreFailure extends Error {
    readonly problem: StoreProblem;

    constructor(problem: StoreProblem, cause?: unknown) {
        super(`store: ${problem}`, cause === undefined ? undefined : { cause });
        this.name = 'StoreFailure';
        this.problem = problem;
    }
}
