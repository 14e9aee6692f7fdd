import { describe, expect, test } from 'vitest';
import { StoreFailure } from '../../core/storage/storeFailure.ts';
import { takeDeviceLock, type Locks } from './deviceLock.ts';

/** Web Locks of one origin, as the standard says them; Node 20 has none. */
function originLocks(): Locks {
    let tail: Promise<unknown> = Promise.resolve();
    return {
        request: (_name, { signal }, held) => {
            const before = tail;
            const granted = new Promise<unknown>((resolve, reject) => {
                signal.addEventListener('abort', () => {
                    reject(new DOMException('aborted', 'AbortError'));
                });
                void before.then(() => {
                    if (!signal.aborted) resolve(held());
                });
            });
            tail = granted.catch(() => before);
            return granted;
        },
    };
}

describe('the lock of the device', () => {
    test('is held by one tab, and a second one is told so', async () => {
        const locks = originLocks();
        const first = await takeDeviceLock(locks, 50);
        const failure = await takeDeviceLock(locks, 50).catch((caught: unknown) => caught);
        expect(failure).toBeInstanceOf(StoreFailure);
        expect((failure as StoreFailure).problem).toBe('other-tab');
        first.release();
        (await takeDeviceLock(locks, 50)).release();
    });

    test('is waited for as long as a reload takes', async () => {
        const locks = originLocks();
        const first = await takeDeviceLock(locks, 50);
        setTimeout(() => {
            first.release();
        }, 20);
        (await takeDeviceLock(locks, 500)).release();
    });

    test('is not taken where the browser refuses it', async () => {
        const refusing: Locks = { request: () => Promise.reject(new DOMException('no', 'SecurityError')) };
        await expect(takeDeviceLock(refusing, 50)).rejects.toMatchObject({ problem: 'unavailable' });
    });
});
