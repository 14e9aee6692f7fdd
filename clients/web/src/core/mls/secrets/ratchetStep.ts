import type { Secret } from '../crypto/secret.ts';
import type { MessageKey } from './messageKey.ts';

/** What a ratchet is once a step is taken: its next secret and the keys that were skipped. */
type Advance = { readonly nextSecret: Secret; readonly skipped: readonly (readonly [generation: number, key: MessageKey])[] };

/** A prepared key and the ratchet's state after it, not yet in effect. Owns what nobody has taken. */
export class RatchetStep {
    readonly generation: number;
    readonly key: MessageKey;
    #advance: Advance | undefined;

    /** There is no advance if the key was a skipped one. */
    constructor(generation: number, key: MessageKey, advance: Advance | undefined) {
        this.generation = generation;
        this.key = key;
        this.#advance = advance;
    }

    takeAdvance(): Advance | undefined {
        const taken = this.#advance;
        this.#advance = undefined;
        return taken;
    }

    dispose(): void {
        this.key.dispose();
        const advance = this.takeAdvance();
        advance?.nextSecret.dispose();
        for (const [, key] of advance?.skipped ?? []) key.dispose();
    }
}
