import type { Bytes } from '../bytes.ts';
import { requireRule } from '../cbor/malformedObjectException.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { idOf, opaqueIdBytes, type OpaqueId } from './opaqueId.ts';

/** How a value travels in SignalR's JSON protocol. `read` throws MalformedObjectException. */
export type Json<T> = { readonly read: (json: unknown) => T; readonly write: (value: T) => unknown };

/** The type that a codec reads. */
export type Of<Codec> = Codec extends Json<infer T> ? T : never;

type Shape<R> = { readonly [Name in keyof R]: Json<R[Name]> };

/**
 * A record with exactly these fields, in this order; `isWhole` finds what their types let pass and no relay of this protocol sends.
 */
export function record<R extends object>(shape: Shape<R>, isWhole: (value: R) => boolean = () => true): Json<Readonly<R>> {
    const fields = Object.entries(shape) as [string, Json<unknown>][];
    return {
        read: (json) => {
            requireRule(typeof json === 'object' && json !== null && !Array.isArray(json), 'not a record');
            const source = json as Readonly<Record<string, unknown>>;
            requireRule(Object.keys(source).length === fields.length, 'a field is missing or unknown');
            requireRule(
                fields.every(([name]) => Object.hasOwn(source, name)),
                'a field is missing or unknown',
            );
            const value = Object.fromEntries(fields.map(([name, field]) => [name, field.read(source[name])])) as R;
            requireRule(isWhole(value), 'a record does not fit together');
            return value;
        },
        write: (value) => {
            const source = value as Readonly<Record<string, unknown>>;
            return Object.fromEntries(fields.map(([name, field]) => [name, field.write(source[name])]));
        },
    };
}

export const flag: Json<boolean> = {
    read: (json) => {
        requireRule(typeof json === 'boolean', 'not true or false');
        return json;
    },
    write: (value) => value,
};

export const text: Json<string> = {
    read: (json) => {
        requireRule(typeof json === 'string', 'not text');
        return json;
    },
    write: (value) => value,
};

/** A whole number from 0 on that JSON carries exactly. */
export const count: Json<number> = {
    read: (json) => {
        requireRule(typeof json === 'number' && Number.isSafeInteger(json) && json >= 0, 'not a number from 0 on');
        return json;
    },
    write: (value) => {
        if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('JSON carries whole numbers from 0 on below 2^53');
        return value;
    },
};

/** An epoch: a number in JSON, as everywhere a bigint here. */
export const epoch: Json<bigint> = {
    read: (json) => BigInt(count.read(json)),
    write: (value) => count.write(value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.POSITIVE_INFINITY : Number(value)),
};

export const bytes: Json<Bytes> = {
    read: (json) => {
        const value = fromBase64(text.read(json));
        requireRule(value !== undefined, 'not base64');
        return value;
    },
    write: (value) => toBase64(value),
};

/** A random identifier: base64 of 16 bytes. */
export function id<T extends OpaqueId>(): Json<T> {
    return {
        read: (json) => {
            const value = bytes.read(json);
            requireRule(value.length === opaqueIdBytes, 'an identifier has 16 bytes');
            return idOf<T>(value);
        },
        write: (value) => toBase64(bytesOf(value)),
    };
}

export function choice<T extends number>(choices: Readonly<Record<string, T>>): Json<T> {
    return {
        read: (json) => {
            const found = Object.values(choices).find((value) => value === json);
            requireRule(found !== undefined, 'not one of its numbers');
            return found;
        },
        write: (value) => value,
    };
}

export function list<T>(item: Json<T>): Json<readonly T[]> {
    return {
        read: (json) => {
            requireRule(Array.isArray(json), 'not a list');
            return json.map((element) => item.read(element));
        },
        write: (values) => values.map((value) => item.write(value)),
    };
}
