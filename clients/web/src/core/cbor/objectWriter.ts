import { concat, utf8, type Bytes } from '../bytes.ts';
import { bytesOf, type Opaque } from './opaque.ts';
import type { Extensible } from './objectReader.ts';
import { isNormalText } from './strictCbor.ts';

/** What the writer needs to know of a type. */
export type Writable<T> = { readonly write: (fields: ObjectWriter, value: T) => void };

const Major = { number: 0, bytes: 2, text: 3, array: 4, map: 5 } as const;

/**
 * Writes one map, keys ascending, in the one encoding that `ObjectReader` accepts. Numbers, bytes and text that are undefined are left
 * out: they are optional fields.
 */
export class ObjectWriter {
    readonly #parts: Uint8Array[] = [];
    #count = 0;
    #lastKey = -1;

    number(key: number, value: number | bigint | undefined): void {
        if (value !== undefined) this.#field(key, header(Major.number, value));
    }

    bytes(key: number, value: Uint8Array | undefined): void {
        if (value !== undefined) this.#field(key, ...byteString(value));
    }

    opaque(key: number, value: Opaque | undefined): void {
        if (value !== undefined) this.bytes(key, bytesOf(value));
    }

    /** @throws RangeError when the text is not well-formed and in NFC. */
    text(key: number, value: string | undefined): void {
        if (value === undefined) return;
        if (!isNormalText(value)) throw new RangeError('text is not in NFC');
        const bytes = utf8(value);
        this.#field(key, header(Major.text, bytes.length), bytes);
    }

    object<T extends Extensible>(key: number, codec: Writable<T>, value: T | undefined): void {
        if (value !== undefined) this.#field(key, writeObject(codec, value));
    }

    objects<T extends Extensible>(key: number, codec: Writable<T>, values: readonly T[]): void {
        this.#field(key, header(Major.array, values.length), ...values.map((value) => writeObject(codec, value)));
    }

    byteStrings(key: number, values: readonly Uint8Array[]): void {
        this.#field(key, header(Major.array, values.length), ...values.flatMap(byteString));
    }

    opaques(key: number, values: readonly Opaque[]): void {
        this.byteStrings(key, values.map(bytesOf));
    }

    /** A value that is encoded already. */
    encoded(key: number, value: Uint8Array): void {
        this.#field(key, value);
    }

    toBytes(): Bytes {
        return concat(header(Major.map, this.#count), ...this.#parts);
    }

    #field(key: number, ...value: readonly Uint8Array[]): void {
        if (key <= this.#lastKey) throw new RangeError('fields are written once each, in ascending order of keys');
        this.#lastKey = key;
        this.#count++;
        this.#parts.push(header(Major.number, key), ...value);
    }
}

/** Writes an object, whatever its values, with what `more` adds between its own fields and those of newer versions. */
export function writeObject<T extends Extensible>(codec: Writable<T>, value: T, more?: (fields: ObjectWriter) => void): Bytes {
    const fields = new ObjectWriter();
    codec.write(fields, value);
    more?.(fields);
    for (const unknown of value.unknown ?? []) fields.encoded(unknown.key, unknown.value);
    return fields.toBytes();
}

function byteString(value: Uint8Array): readonly Uint8Array[] {
    return [header(Major.bytes, value.length), value];
}

/** The shortest head (RFC 8949 §4.2.1). */
function header(major: number, argument: number | bigint): Bytes {
    const value = BigInt(argument);
    if (value < 0n || value >= 1n << 64n) throw new RangeError('a number has 64 bits and no sign');
    if (value < 24n) return Uint8Array.of((major << 5) | Number(value));
    const log = value < 1n << 8n ? 0 : value < 1n << 16n ? 1 : value < 1n << 32n ? 2 : 3;
    const bytes = new Uint8Array(1 + (1 << log));
    bytes[0] = (major << 5) | (24 + log);
    for (let i = bytes.length - 1, rest = value; i > 0; i--, rest >>= 8n) bytes[i] = Number(rest & 0xffn);
    return bytes;
}
