// A call has room for only so many arguments, and peers choose how long a key is.
const mostAtOnce = 256;

/** Public bytes, compared by content. */
export class KeySet {
    readonly #keys = new Set<string>();

    has(key: Uint8Array): boolean {
        return this.#keys.has(textOf(key));
    }

    /** Adds a key and tells whether it was new. */
    add(key: Uint8Array): boolean {
        const before = this.#keys.size;
        return this.#keys.add(textOf(key)).size > before;
    }
}

// One character a byte: a set finds strings by content, with a hash that peers cannot foresee.
function textOf(key: Uint8Array): string {
    if (key.length <= mostAtOnce) return String.fromCharCode.apply(undefined, key as Iterable<number> as number[]);
    let text = '';
    for (const byte of key) text += String.fromCharCode(byte);
    return text;
}
