import { expect } from 'vitest';
import type { MlsError } from '../src/core/mls/mlsError.ts';
import { MlsException } from '../src/core/mls/mlsException.ts';

/** Expects that an operation is refused by one rule. */
export async function expectRefusal(error: MlsError, run: () => unknown): Promise<void> {
    let thrown: unknown;
    try {
        await run();
    } catch (failure) {
        thrown = failure;
    }
    expect(thrown).toBeInstanceOf(MlsException);
    expect((thrown as MlsException).error).toBe(error);
}
