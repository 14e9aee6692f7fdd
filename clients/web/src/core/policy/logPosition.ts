import { ObjectLimits } from '../cbor/objectLimits.ts';
import type { ObjectReader } from '../cbor/objectReader.ts';
import type { ObjectWriter } from '../cbor/objectWriter.ts';
import type { Opaque } from '../cbor/opaque.ts';

/** A place in a channel's log and the digest of everything up to it: (n, d(n)). */
export type LogPosition = {
    /** n, the last item's sequence; 0 before the first. */
    readonly number: bigint;
    /** d(n), 32 bytes. */
    readonly digest: Opaque;
};

/** Two fields, from `key` on. */
export function readPosition(fields: ObjectReader, key: number): LogPosition {
    return { number: fields.big(key, 0n, ObjectLimits.maxLong), digest: fields.opaque(key + 1, 32) };
}

export function writePosition(fields: ObjectWriter, key: number, value: LogPosition): void {
    fields.number(key, value.number);
    fields.opaque(key + 1, value.digest);
}
