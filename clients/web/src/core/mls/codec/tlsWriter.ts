import type { Bytes } from '../../bytes.ts';
import { varIntBytes, writeVarInt } from './varInt.ts';

/** Appends the encoding of one structure. */
export type TlsWrite<T> = (writer: TlsWriter, value: T) => void;

/**
 * Writes TLS presentation language in one pass. A vector whose length is not known yet is opened with `beginVector` and closed
 * with `endVector`. Buffers it outgrows are zeroed; whoever writes secrets calls `dispose`, which zeroes the last.
 */
export class TlsWriter {
    #buffer: Bytes;
    #length = 0;

    constructor(capacity = 256) {
        this.#buffer = new Uint8Array(capacity);
    }

    get length(): number {
        return this.#length;
    }

    /** What was written, as a view; not to be kept beyond the writer's life or its next write. */
    get written(): Bytes {
        return this.#buffer.subarray(0, this.#length);
    }

    toArray(): Bytes {
        return this.#buffer.slice(0, this.#length);
    }

    /** Starts anew in the same buffer. */
    clear(): void {
        this.#length = 0;
    }

    dispose(): void {
        this.#buffer.fill(0, 0, this.#length);
        this.#length = 0;
    }

    writeUInt8(value: number): void {
        const at = this.#step(1);
        this.#buffer[at] = value;
    }

    writeUInt16(value: number): void {
        const at = this.#step(2);
        this.#buffer[at] = value >>> 8;
        this.#buffer[at + 1] = value;
    }

    writeUInt32(value: number): void {
        this.writeUInt16(value >>> 16);
        this.writeUInt16(value & 0xffff);
    }

    writeUInt64(value: bigint): void {
        this.writeUInt32(Number(value >> 32n));
        this.writeUInt32(Number(value & 0xffff_ffffn));
    }

    writeFixed(bytes: Uint8Array): void {
        const at = this.#step(bytes.length);
        this.#buffer.set(bytes, at);
    }

    /** `opaque value<V>`. */
    writeOpaque(bytes: Uint8Array): void {
        const at = this.#step(varIntBytes(bytes.length));
        writeVarInt(bytes.length, this.#buffer, at);
        this.writeFixed(bytes);
    }

    /** `T values<V>`. */
    writeVector<T>(values: readonly T[], write: TlsWrite<T>): void {
        const start = this.beginVector();
        for (const value of values) write(this, value);
        this.endVector(start);
    }

    /** `optional<T>`. */
    writeOptional<T>(value: T | undefined, write: TlsWrite<T>): void {
        this.writeUInt8(value === undefined ? 0 : 1);
        if (value !== undefined) write(this, value);
    }

    /** Opens a vector; the answer goes to `endVector`. */
    beginVector(): number {
        this.#step(1);
        return this.#length;
    }

    /** Writes the header of the vector opened at `start`. */
    endVector(start: number): void {
        const length = this.#length - start;
        const headerBytes = varIntBytes(length);
        if (headerBytes > 1) {
            this.#step(headerBytes - 1);
            this.#buffer.copyWithin(start + headerBytes - 1, start, start + length);
        }
        writeVarInt(length, this.#buffer, start - 1);
    }

    /** Appends bytes that the caller is about to fill, every one of them, before the next write. */
    take(count: number): Bytes {
        const at = this.#step(count);
        return this.#buffer.subarray(at, at + count);
    }

    #step(count: number): number {
        const at = this.#length;
        const needed = at + count;
        if (needed > this.#buffer.length) {
            const larger = new Uint8Array(Math.max(needed, this.#buffer.length * 2));
            larger.set(this.written);
            this.#buffer.fill(0, 0, at);
            this.#buffer = larger;
        }
        this.#length = needed;
        return at;
    }
}
