import { localRecord } from '../sync/localRecord.ts';
import { bytes, flag, record, type Of } from '../wire/jsonRecord.ts';

/** A revocation or a removal order whose signatures this device checked, wherever it learned of it. */
export type StoredCut = Of<typeof shape>;

const shape = record({
    /** Whether it is a removal order; a revocation otherwise. */
    isOrder: flag,
    /** The signed object. */
    signed: bytes,
});

export const storedCutRecord = localRecord(shape);
