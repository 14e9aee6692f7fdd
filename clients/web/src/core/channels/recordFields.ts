import { requireRule } from '../cbor/malformedObjectException.ts';
import type { Opaque } from '../cbor/opaque.ts';
import { unixHour, type UnixHour } from '../trust/unixHour.ts';
import { count, text, type Json } from '../wire/jsonRecord.ts';

/** Bytes that are compared by value, in hexadecimal. */
export function opaque<T extends Opaque>(): Json<T> {
    return {
        read: (json) => {
            const value = text.read(json);
            requireRule(/^([0-9a-f]{2})*$/.test(value), 'not hexadecimal');
            return value as T;
        },
        write: (value) => value,
    };
}

/** An hour since 1970. */
export const hour: Json<UnixHour> = { read: (json) => unixHour(count.read(json)), write: (value) => value };

/** Values by name. */
export function table<T>(value: Json<T>): Json<Readonly<Record<string, T>>> {
    return {
        read: (json) => {
            requireRule(typeof json === 'object' && json !== null && !Array.isArray(json), 'not a table');
            return Object.fromEntries(Object.entries(json).map(([name, one]) => [name, value.read(one)]));
        },
        write: (values) => Object.fromEntries(Object.entries(values).map(([name, one]) => [name, value.write(one)])),
    };
}
