import type { DeviceCredential } from '../trust/deviceCredential.ts';
import type { UnixHour } from '../trust/unixHour.ts';

/** A commit, as far as the verdict looks at it. */
export type CommitAttempt = {
    /** The committer's leaf. */
    readonly committer: number;
    /** The hour in its authenticated data. */
    readonly hour: UnixHour;
    /** The credentials of the leaves it adds. */
    readonly adds: readonly DeviceCredential[];
    /** The leaves it removes. */
    readonly removes: readonly number[];
    /** Whether it holds anything besides inline Adds and Removes: other types, or proposals by reference. */
    readonly hasOtherProposals: boolean;
};
