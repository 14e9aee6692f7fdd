import { equalBytes } from '../../bytes.ts';

// A call has room for only so many arguments, and peers choose how long a key is.
const mostAtOnce = 256;

/** Public bytes, compared by content. */
export class KeySet {
    // Keys are random: how they begin tells them apart. Those that begin like another, as a peer may choose, are found by their text.
    readonly #byStart = new Map<number, Uint8Array>();
    readonly #alike = new Set<string>();

    has(key: Uint8Array): boolean {
        const known = this.#byStart.get(startOf(key));
        return known !== undefined && (equalBytes(known, key) || this.#alike.has(textOf(key)));
    }

    /** Adds a key and tells whether it was new. */
    add(key: Uint8Array): boolean {
        if (this.has(key)) return false;
        const start = startOf(key);
        if (this.#byStart.has(start)) this.#alike.add(textOf(key));
        else this.#byStart.set(start, key);
        return true;
    }
}

// 30 bits, for a map finds small integers fastest.
function startOf(key: Uint8Array): number {
    return ((key[0] ?? 0) << 22) | ((key[1] ?? 0) << 14) | ((key[2] ?? 0) << 6) | ((key[3] ?? 0) >> 2);
}

// One character a byte: a set finds strings by content, with a hash that peers cannot foresee.
function textOf(key: Uint8Array): string {
    if (key.length <= mostAtOnce) return String.fromCharCode.apply(undefined, key as Iterable<number> as number[]);
    let text = '';
    for (const byte of key) text += String.fromCharCode(byte);
    return text;
}
