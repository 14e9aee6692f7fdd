import { MalformedObjectException } from '../../src/core/cbor/malformedObjectException.ts';
import type { DeskLetterIntake } from '../../src/core/sync/mailboxSync.ts';

/** A device on which nobody signs for others. */
export const noDesks: DeskLetterIntake = {
    keep: () => Promise.reject(new MalformedObjectException('nobody awaits it')),
};
