import type { Newcomer } from './newcomer.ts';

/** What a commit shall do, decided anew at the head of the log each time it is built; undefined when nothing is left to do. */
export type CommitPlan = {
    readonly adds: readonly Newcomer[];
    /** Leaves that go. */
    readonly removes: readonly number[];
};

/** The plans there are. */
export const commitPlan = {
    /** Only renews the keys. */
    renew: { adds: [], removes: [] } as CommitPlan,

    /**
     * Brings people in, and takes out whoever is due: a joiner does not know the orders and leave notes of before, so it would
     * find no reason for a removal that came after it. Undefined when nobody comes in.
     */
    add: (adds: readonly Newcomer[], due: readonly number[]): CommitPlan | undefined =>
        adds.length === 0 ? undefined : { adds, removes: due },

    /** Takes leaves out; undefined for none. */
    remove: (removes: readonly number[]): CommitPlan | undefined => (removes.length === 0 ? undefined : { adds: [], removes }),
};
