import { copyOf, type Bytes } from '../bytes.ts';
import { MalformedObjectException, requireRule } from './malformedObjectException.ts';
import { ObjectLimits } from './objectLimits.ts';
import { opaqueOf, type Opaque } from './opaque.ts';
import type { CborMap, CborValue } from './strictCbor.ts';

/** A field of a newer version (key 64 or above), kept so that re-encoding gives the same bytes. */
export type UnknownField = { readonly key: number; readonly value: Bytes };

/** Every object carries the fields that its reader did not know; absent when there are none. */
export type Extensible = { readonly unknown?: readonly UnknownField[] };

/** What `ObjectReader.object` needs to know of a type. */
export type Readable<T> = { readonly read: (fields: ObjectReader) => T };

type Of<Type extends CborValue['type']> = Extract<CborValue, { type: Type }>;

/**
 * Reads the fields of one map that `parseStrictCbor` has walked. Every getter takes its bounds, and `finish` refuses keys below 64 that
 * nobody asked for. Each throws MalformedObjectException when the field is missing, of another type, or out of its bounds.
 */
export class ObjectReader {
    readonly #fields: CborMap;
    readonly #read = new Set<number>();

    constructor(fields: CborMap) {
        this.#fields = fields;
    }

    /** Whether an optional field is there. */
    has(key: number): boolean {
        return this.#fields.has(key);
    }

    number(key: number, min: number, max: number): number {
        return Number(this.big(key, BigInt(min), BigInt(max)));
    }

    /** A number that may be beyond 2^53. */
    big(key: number, min: bigint, max: bigint): bigint {
        const { value } = typed(this.#field(key), 'number');
        requireBounds(key, value >= min && value <= max);
        return value;
    }

    /** A byte string; of exactly `min` bytes when no `max` is given. */
    bytes(key: number, min: number, max = min): Bytes {
        return bounded(key, this.#field(key), min, max);
    }

    /** A byte string that is compared by value. */
    opaque<T extends Opaque = Opaque>(key: number, min: number, max = min): T {
        return opaqueOf<T>(bounded(key, this.#field(key), min, max));
    }

    /** Text in NFC; lengths are in UTF-16 units. */
    text(key: number, min: number, max: number): string {
        const { value } = typed(this.#field(key), 'text');
        requireBounds(key, value.length >= min && value.length <= max);
        return value;
    }

    /** One of a choice's numbers. */
    choice<T extends number>(key: number, choices: Readonly<Record<string, T>>): T {
        const value = this.number(key, 0, 255);
        const found = Object.values(choices).find((choice) => choice === value);
        requireBounds(key, found !== undefined);
        return found as T;
    }

    /** An object inside this one. */
    object<T>(key: number, codec: Readable<T>): T {
        return readObject(this.#field(key), codec);
    }

    objects<T>(key: number, codec: Readable<T>, min: number, max: number): readonly T[] {
        return this.#items(key, min, max).map((item) => readObject(item, codec));
    }

    /** An array of byte strings, each of `min` to `max` bytes. */
    byteStrings(key: number, maxCount: number, min: number, max = min): readonly Bytes[] {
        return this.#items(key, 0, maxCount).map((item) => bounded(key, item, min, max));
    }

    opaques<T extends Opaque = Opaque>(key: number, maxCount: number, min: number, max = min): readonly T[] {
        return this.byteStrings(key, maxCount, min, max).map((bytes) => opaqueOf<T>(bytes));
    }

    /** Ends the reading: refuses keys below 64 that nobody asked for, and gives back the fields of newer versions. */
    finish(): Extensible {
        const rest = [...this.#fields].filter(([key]) => !this.#read.has(key));
        requireRule(
            rest.every(([key]) => key >= ObjectLimits.firstUnknownKey),
            'a key below 64 is not known',
        );
        return rest.length === 0 ? {} : { unknown: rest.map(([key, value]) => ({ key, value: copyOf(value.raw) })) };
    }

    #items(key: number, min: number, max: number): readonly CborValue[] {
        const { items } = typed(this.#field(key), 'array');
        requireBounds(key, items.length >= min && items.length <= max);
        return items;
    }

    #field(key: number): CborValue {
        this.#read.add(key);
        const value = this.#fields.get(key);
        if (value === undefined) throw new MalformedObjectException(`field ${key} is missing`);
        return value;
    }
}

function readObject<T>(value: CborValue, codec: Readable<T>): T {
    return codec.read(new ObjectReader(typed(value, 'map').fields));
}

function bounded(key: number, value: CborValue, min: number, max: number): Bytes {
    const bytes = typed(value, 'bytes').value;
    requireBounds(key, bytes.length >= min && bytes.length <= max);
    return copyOf(bytes);
}

function typed<Type extends CborValue['type']>(value: CborValue, type: Type): Of<Type> {
    requireRule(value.type === type, `a field is not of type ${type}`);
    return value as Of<Type>;
}

function requireBounds(key: number, holds: boolean): void {
    requireRule(holds, `field ${key} is out of its bounds`);
}
