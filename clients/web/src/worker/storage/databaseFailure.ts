import { StoreFailure } from '../../core/storage/storeFailure.ts';

/** Says what a failure of IndexedDB means for the store; other failures are let through. */
export async function translated<T>(work: () => Promise<T>): Promise<T> {
    try {
        return await work();
    } catch (cause) {
        throw cause instanceof DOMException ? failureOf(cause) : cause;
    }
}

function failureOf(cause: DOMException): StoreFailure {
    switch (cause.name) {
        case 'QuotaExceededError':
            return new StoreFailure('full', cause);
        case 'VersionError':
            return new StoreFailure('newer-version', cause);
        case 'InvalidStateError':
            return new StoreFailure('closed', cause);
        case 'DataError':
        case 'NotFoundError':
        case 'ConstraintError':
            return new StoreFailure('damaged', cause);
        default:
            return new StoreFailure('unavailable', cause);
    }
}
