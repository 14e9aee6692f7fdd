import { StoreFailure } from '../../core/storage/storeFailure.ts';

const lockName = 'secure-dialogue device';

/** How long a tab waits: one that is being reloaded gives its lock back a moment later. */
const patience = 1500;

/** The one lock of this device's store; given back by `release`, and by the browser when the tab ends. */
export type DeviceLock = { readonly release: () => void };

/** What of Web Locks is used. */
export type Locks = {
    request(name: string, options: { mode: 'exclusive'; signal: AbortSignal }, held: () => Promise<void>): Promise<unknown>;
};

/** Takes the lock, so that two tabs never use one key twice; fails when another tab holds it. */
export async function takeDeviceLock(locks: Locks, wait = patience): Promise<DeviceLock> {
    const waiting = new AbortController();
    const limit = setTimeout(() => {
        waiting.abort();
    }, wait);
    try {
        return await new Promise<DeviceLock>((resolve, reject) => {
            const held = () =>
                new Promise<void>((release) => {
                    resolve({ release });
                });
            locks.request(lockName, { mode: 'exclusive', signal: waiting.signal }, held).catch(reject);
        });
    } catch (cause) {
        throw new StoreFailure(waiting.signal.aborted ? 'other-tab' : 'unavailable', cause);
    } finally {
        clearTimeout(limit);
    }
}
