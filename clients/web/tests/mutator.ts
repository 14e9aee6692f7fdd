import { concat, type Bytes } from '../src/core/bytes.ts';
import type { SeededRandom } from './seededRandom.ts';

const edges = [0, 1, 2, 0x3f, 0x40, 0x7f, 0x80, 0xbf, 0xc0, 0xff];

type Piece = { readonly start: number; readonly count: number };

/** Changes encodings where it hurts: lengths, counts, tags, whole vectors, pieces of other messages. */
export class Mutator {
    readonly #random: SeededRandom;

    constructor(random: SeededRandom) {
        this.#random = random;
    }

    mutate(good: Bytes, others: readonly Bytes[]): Bytes {
        let bytes = good;
        for (let changes = 1 + this.#random.below(3); changes > 0 && bytes.length > 0; changes--) bytes = this.#change(bytes, others);
        return bytes;
    }

    #change(bytes: Bytes, others: readonly Bytes[]): Bytes {
        switch (this.#random.below(7)) {
            case 0:
                return this.#put(bytes, this.#random.below(256));
            case 1:
                return this.#put(bytes, this.#random.pick(edges));
            case 2:
                return this.#resized(bytes);
            case 3:
                return replace(bytes, this.#piece(bytes), none);
            case 4:
                return this.#doubled(bytes);
            case 5:
                return this.#splice(bytes, this.#random.pick(others));
            default:
                return this.#hugeLength(bytes);
        }
    }

    #put(bytes: Bytes, value: number): Bytes {
        const copy = bytes.slice();
        copy[this.#random.below(copy.length)] = value;
        return copy;
    }

    /** A vector whose length says one more or less than there is, or that is cut and says so. */
    #resized(bytes: Bytes): Bytes {
        const { start, length } = this.#vector(bytes);
        const wanted = [length + 1, Math.max(0, length - 1), this.#random.below(length + 1)][this.#random.below(3)] as number;
        const body = start + headerBytes(length);
        const content = bytes.slice(body, body + length);
        const kept = this.#random.isHeads() ? content : content.slice(0, wanted);
        return concat(bytes.slice(0, start), header(wanted), kept, bytes.slice(body + length));
    }

    #hugeLength(bytes: Bytes): Bytes {
        const { start, length } = this.#vector(bytes);
        const huge = this.#random.isHeads() ? [0xbf, 0xff, 0xff, 0xff] : [0x80, this.#random.below(256), 0xff, 0xff];
        return replace(bytes, { start, count: headerBytes(length) }, Uint8Array.from(huge));
    }

    #doubled(bytes: Bytes): Bytes {
        const { start, count } = this.#piece(bytes);
        return replace(bytes, { start, count: 0 }, bytes.slice(start, start + count));
    }

    #splice(bytes: Bytes, other: Bytes): Bytes {
        const { start, count } = this.#piece(other);
        if (this.#random.isHeads()) return replace(bytes, this.#piece(bytes), other.slice(start, start + count));
        return concat(bytes.slice(0, this.#random.below(bytes.length)), other.slice(this.#random.below(other.length)));
    }

    /** A run of bytes; mostly a vector with its header. */
    #piece(bytes: Bytes): Piece {
        if (this.#random.below(3) > 0) {
            const { start, length } = this.#vector(bytes);
            return { start, count: Math.min(headerBytes(length) + length, bytes.length - start) };
        }
        const start = this.#random.below(bytes.length);
        return { start, count: this.#random.below(Math.min(64, bytes.length - start) + 1) };
    }

    /** Somewhere where a length stands that fits what follows; most of those are lengths. */
    #vector(bytes: Bytes): { readonly start: number; readonly length: number } {
        for (let tries = 0; tries < 20; tries++) {
            const start = this.#random.below(bytes.length);
            const length = lengthAt(bytes, start);
            if (length >= 0 && start + headerBytes(length) + length <= bytes.length) return { start, length };
        }
        return { start: bytes.length - 1, length: 0 };
    }
}

const none = new Uint8Array();

function lengthAt(bytes: Bytes, start: number): number {
    const first = bytes[start] as number;
    const two = ((first & 0x3f) << 8) | (bytes[start + 1] ?? 0);
    if (first < 0x40) return first;
    return first < 0x80 && start + 1 < bytes.length && two >= 64 ? two : -1;
}

function headerBytes(length: number): number {
    return length < 64 ? 1 : 2;
}

function header(length: number): Bytes {
    return Uint8Array.from(length < 64 ? [length] : [0x40 | (length >> 8), length & 0xff]);
}

function replace(bytes: Bytes, { start, count }: Piece, by: Bytes): Bytes {
    return concat(bytes.slice(0, start), by, bytes.slice(start + count));
}
