import type { Bytes } from '../../bytes.ts';
import { MlsException } from '../mlsException.ts';
import { readVarInt, varIntBytes } from './varInt.ts';

/** Reads one structure and leaves the reader behind it. */
export type TlsRead<T> = (reader: TlsReader) => T;

/** Reads TLS presentation language; every length is checked against what remains before anything is allocated (RFC 9420 §2.1). */
export class TlsReader {
    readonly #bytes: Uint8Array;
    readonly #isOwn: boolean;
    #at = 0;

    constructor(bytes: Uint8Array, isOwn = false) {
        this.#bytes = bytes;
        this.#isOwn = isOwn;
    }

    /** Reads bytes that nobody changes or wipes any more: what is read shares them instead of having a copy each. */
    static ofOwn(bytes: Bytes): TlsReader {
        return new TlsReader(bytes, true);
    }

    /** Whether everything was read. */
    get isAtEnd(): boolean {
        return this.#at === this.#bytes.length;
    }

    /** What is still to read, as a view of the input. */
    get remaining(): Uint8Array {
        return this.#bytes.subarray(this.#at);
    }

    readUInt8(): number {
        return this.#bytes[this.#step(1)] as number;
    }

    readUInt16(): number {
        const at = this.#step(2);
        return this.#byte(at) * 0x100 + this.#byte(at + 1);
    }

    readUInt32(): number {
        return this.readUInt16() * 0x10000 + this.readUInt16();
    }

    readUInt64(): bigint {
        return (BigInt(this.readUInt32()) << 32n) | BigInt(this.readUInt32());
    }

    /** One structure and the bytes it was read from, to keep. */
    readWithBytes<T>(read: TlsRead<T>): { readonly value: T; readonly bytes: Bytes } {
        const start = this.#at;
        const value = read(this);
        return { value, bytes: this.#kept(this.#bytes.subarray(start, this.#at)) };
    }

    /** A view of the input of a fixed length. */
    readFixed(length: number): Uint8Array {
        const at = this.#step(length);
        return this.#bytes.subarray(at, at + length);
    }

    /** `opaque value<V>` as a view of the input. */
    readOpaqueSpan(): Uint8Array {
        const length = readVarInt(this.#bytes, this.#at);
        this.#at += varIntBytes(length);
        return this.readFixed(length);
    }

    /** `opaque value<V>`, to keep. */
    readOpaque(): Bytes {
        return this.#kept(this.readOpaqueSpan());
    }

    /** `T values<V>`. */
    readVector<T>(read: TlsRead<T>): T[] {
        return new TlsReader(this.readOpaqueSpan(), this.#isOwn).readAll(read);
    }

    /** Everything there is to read. */
    readAll<T>(read: TlsRead<T>): T[] {
        const values: T[] = [];
        while (!this.isAtEnd) values.push(read(this));
        return values;
    }

    /** `optional<T>`. */
    readOptional<T>(read: TlsRead<T>): T | undefined {
        return this.readPresence() ? read(this) : undefined;
    }

    /** The presence octet of `optional<T>`. */
    readPresence(): boolean {
        const presence = this.readUInt8();
        if (presence > 1) throw new MlsException('ValueUnknown');
        return presence === 1;
    }

    /** Refuses bytes behind the structure. */
    requireEnd(): void {
        if (!this.isAtEnd) throw new MlsException('TrailingBytes');
    }

    #kept(span: Uint8Array): Bytes {
        return this.#isOwn ? (span as Bytes) : new Uint8Array(span);
    }

    #byte(at: number): number {
        return this.#bytes[at] as number;
    }

    #step(length: number): number {
        const at = this.#at;
        if (this.#bytes.length - at < length) throw new MlsException('Truncated');
        this.#at = at + length;
        return at;
    }
}
