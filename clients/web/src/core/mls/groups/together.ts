/** Waits for checks that go on side by side, all of them; of several refusals the first in order counts. */
export async function together(checks: readonly Promise<unknown>[]): Promise<void> {
    for (const outcome of await Promise.allSettled(checks)) {
        if (outcome.status === 'rejected') throw outcome.reason;
    }
}
