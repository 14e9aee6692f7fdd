import type { Locks } from '../../src/worker/storage/deviceLock.ts';

/** Locks of one origin, as in deviceLock.test.ts but never waited for. */
export function originLocks(): Locks {
    let isHeld = false;
    return {
        request: async (_name, { signal }, held) => {
            if (isHeld) return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
            isHeld = true;
            await held();
            isHeld = false;
            return undefined;
        },
    };
}
