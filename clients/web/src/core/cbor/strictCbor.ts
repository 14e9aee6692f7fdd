import { textOf, type Bytes } from '../bytes.ts';
import { MalformedObjectException, requireRule } from './malformedObjectException.ts';
import { ObjectLimits } from './objectLimits.ts';

/** A value and the bytes it was written as. */
export type CborValue = { readonly raw: Uint8Array } & (
    | { readonly type: 'number'; readonly value: bigint }
    | { readonly type: 'bytes'; readonly value: Uint8Array }
    | { readonly type: 'text'; readonly value: string }
    | { readonly type: 'array'; readonly items: readonly CborValue[] }
    | { readonly type: 'map'; readonly fields: ReadonlyMap<number, CborValue> }
    | { readonly type: 'other' }
);

/** The object's own map, its keys ascending. */
export type CborMap = ReadonlyMap<number, CborValue>;

const Major = { number: 0, negative: 1, bytes: 2, text: 3, array: 4, map: 5, simple: 7 } as const;
const notCanonical = 'not in canonical form';

/**
 * Reads a whole object by the rules that hold for every one, known or not: maps with unsigned keys 0..255 in ascending order and none
 * twice, shortest form, definite lengths, at most 8 deep, text in NFC; no tags, floats, null, undefined or other simple values.
 * @throws MalformedObjectException when a rule is broken.
 */
export function parseStrictCbor(bytes: Uint8Array, maxBytes: number): CborMap {
    requireRule(bytes.length <= maxBytes, `longer than ${maxBytes} bytes`);
    const parser = new Parser(new Uint8Array(bytes));
    const value = parser.value(1);
    requireRule(value.type === 'map', 'not a map');
    requireRule(parser.atEnd, 'bytes follow the object');
    return value.fields;
}

class Parser {
    readonly #bytes: Bytes;
    #at = 0;

    constructor(bytes: Bytes) {
        this.#bytes = bytes;
    }

    get atEnd(): boolean {
        return this.#at === this.#bytes.length;
    }

    value(depth: number): CborValue {
        const start = this.#at;
        const parsed = this.#content(this.#take(1)[0] as number, depth);
        return { ...parsed, raw: this.#bytes.subarray(start, this.#at) };
    }

    #content(head: number, depth: number) {
        const major = head >> 5;
        if (major === Major.simple) {
            requireRule(head === 0xf4 || head === 0xf5, 'a type that objects do not use');
            return { type: 'other' } as const;
        }
        const argument = this.#argument(head & 31);
        switch (major) {
            case Major.number:
                return { type: 'number', value: argument } as const;
            case Major.negative:
                return { type: 'other' } as const;
            case Major.bytes:
                return { type: 'bytes', value: this.#take(this.#length(argument)) } as const;
            case Major.text:
                return { type: 'text', value: normalText(this.#take(this.#length(argument))) } as const;
            case Major.array:
                return { type: 'array', items: this.#items(this.#length(argument), depth) } as const;
            case Major.map:
                return { type: 'map', fields: this.#fields(this.#length(argument), depth) } as const;
            default:
                throw new MalformedObjectException('a type that objects do not use');
        }
    }

    #argument(short: number): bigint {
        if (short < 24) return BigInt(short);
        requireRule(short <= 27, notCanonical);
        const width = 1 << (short - 24);
        let value = 0n;
        for (const byte of this.#take(width)) value = (value << 8n) | BigInt(byte);
        const least = width === 1 ? 24n : 1n << BigInt(4 * width);
        requireRule(value >= least, notCanonical);
        return value;
    }

    #items(count: number, depth: number): CborValue[] {
        requireRule(depth <= ObjectLimits.maxDepth, 'more than 8 deep');
        const items: CborValue[] = [];
        for (let i = 0; i < count; i++) items.push(this.value(depth + 1));
        return items;
    }

    #fields(count: number, depth: number): Map<number, CborValue> {
        requireRule(depth <= ObjectLimits.maxDepth, 'more than 8 deep');
        const fields = new Map<number, CborValue>();
        let last = -1;
        for (let i = 0; i < count; i++) {
            const key = this.value(depth + 1);
            requireRule(key.type === 'number' && key.value <= 255n, 'a key is not a number from 0 to 255');
            const number = Number(key.value);
            requireRule(number > last, notCanonical);
            last = number;
            fields.set(number, this.value(depth + 1));
        }
        return fields;
    }

    /** Every item takes a byte at least: a count beyond the end is refused before anything is made. */
    #length(argument: bigint): number {
        requireRule(argument <= BigInt(this.#bytes.length - this.#at), notCanonical);
        return Number(argument);
    }

    #take(count: number): Uint8Array {
        requireRule(count <= this.#bytes.length - this.#at, notCanonical);
        this.#at += count;
        return this.#bytes.subarray(this.#at - count, this.#at);
    }
}

function normalText(bytes: Uint8Array): string {
    let text: string;
    try {
        text = textOf(bytes);
    } catch {
        throw new MalformedObjectException(notCanonical);
    }
    requireRule(isNormalText(text), 'text is not in NFC');
    return text;
}

/** Whether text may stand in an object: well-formed, in NFC, and without U+FFFE, which .NET does not normalise. */
export function isNormalText(text: string): boolean {
    return !/[\p{Cs}\uFFFE]/u.test(text) && text.normalize('NFC') === text;
}
