/**
 * A store that was copied and used in two places: one of the two meets an item of its own device that it did not write. It stops,
 * because going on could use one key twice.
 */
export class OldCopy extends Error {
    override readonly name = 'OldCopy';

    constructor() {
        super('this store is an old copy');
    }
}
