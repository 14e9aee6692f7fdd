import { type Bytes, copyOf, wipe } from '../../bytes.ts';
import type { CipherSuite } from './cipherSuite.ts';

/**
 * Secret bytes with one owner, who disposes of them; then they are zeroed. Handing a `Secret` on means lending it. Engines may have
 * copied the bytes before; that is said in docs/threat-model.md.
 */
export class Secret {
    readonly #bytes: Bytes;
    #isDisposed = false;

    /** Takes the bytes: the caller neither keeps nor changes them. */
    constructor(bytes: Bytes) {
        this.#bytes = bytes;
    }

    /** A secret with a copy of bytes that somebody else owns. */
    static copyOf(bytes: Uint8Array): Secret {
        return new Secret(copyOf(bytes));
    }

    static random(suite: CipherSuite, length: number): Secret {
        const bytes = new Uint8Array(length);
        suite.crypto.fill(bytes);
        return new Secret(bytes);
    }

    get length(): number {
        return this.#bytes.length;
    }

    get isDisposed(): boolean {
        return this.#isDisposed;
    }

    /** The bytes themselves; not to be kept beyond the owner's life. Throws when the secret was disposed of. */
    get bytes(): Bytes {
        if (this.#isDisposed) throw new Error('the secret was disposed of');
        return this.#bytes;
    }

    /** A copy with an owner of its own. */
    copy(): Secret {
        return Secret.copyOf(this.bytes);
    }

    dispose(): void {
        this.#isDisposed = true;
        wipe(this.#bytes);
    }
}
