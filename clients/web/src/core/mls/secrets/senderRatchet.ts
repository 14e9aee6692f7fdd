import { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { Custody } from '../crypto/custody.ts';
import { deriveTreeSecrets } from '../crypto/labels.ts';
import { Secret } from '../crypto/secret.ts';
import { MlsException } from '../mlsException.ts';
import { MessageKey } from './messageKey.ts';
import { RatchetStep } from './ratchetStep.ts';
import { RatchetWindow } from './ratchetWindow.ts';

const lastGeneration = 0xffff_ffff;

/**
 * The keys of one sender and kind (RFC 9420 §9.1). A key is first prepared, which changes nothing, and taken only when the
 * message it is for has proved genuine. Owns its secrets.
 */
export class SenderRatchet {
    readonly #suite: CipherSuite;
    /** By generation, oldest first. */
    readonly #skipped = new Map<number, MessageKey>();
    #secret: Secret;
    #next: number;

    /** Takes ownership of the secret of generation `next`. */
    constructor(suite: CipherSuite, secret: Secret, next: number) {
        this.#suite = suite;
        this.#secret = secret;
        this.#next = next;
    }

    /** The first generation that was neither used nor skipped. */
    get nextGeneration(): number {
        return this.#next;
    }

    /** Derives the key of a generation without changing the ratchet; refused if it was used or is too far. */
    prepare(generation: number): RatchetStep {
        if (generation < this.#next) {
            const kept = this.#skipped.get(generation);
            if (kept === undefined) throw new MlsException('GenerationUsed');
            return new RatchetStep(generation, kept.copy(), undefined);
        }
        if (generation - this.#next > RatchetWindow.maxForwardSteps || generation === lastGeneration) {
            throw new MlsException('GenerationTooFar');
        }
        return this.#windTo(generation);
    }

    /** Makes a prepared step final: its key is gone from here, those it skipped are kept. */
    take(step: RatchetStep): void {
        const advance = step.takeAdvance();
        if (advance === undefined) {
            this.#skipped.get(step.generation)?.dispose();
            this.#skipped.delete(step.generation);
            return;
        }
        this.#secret.dispose();
        this.#secret = advance.nextSecret;
        this.#next = step.generation + 1;
        for (const [generation, key] of advance.skipped) this.#skipped.set(generation, key);
        for (const [generation, key] of this.#skipped) {
            if (this.#skipped.size <= RatchetWindow.maxSkippedKeys) break;
            this.#skipped.delete(generation);
            key.dispose();
        }
    }

    save(writer: TlsWriter): void {
        writer.writeUInt32(this.#next);
        writer.writeOpaque(this.#secret.bytes);
        writer.writeVector([...this.#skipped], (inner, [generation, key]) => {
            inner.writeUInt32(generation);
            inner.writeOpaque(key.key.bytes);
            inner.writeOpaque(key.nonce.bytes);
        });
    }

    static load(suite: CipherSuite, reader: TlsReader, custody: Custody): SenderRatchet {
        const next = reader.readUInt32();
        const ratchet = custody.hold(new SenderRatchet(suite, Secret.copyOf(reader.readOpaqueSpan()), next));
        const skipped = new TlsReader(reader.readOpaqueSpan());
        while (!skipped.isAtEnd) {
            const generation = skipped.readUInt32();
            const [key, nonce] = [skipped.readOpaqueSpan(), skipped.readOpaqueSpan()];
            if (ratchet.#skipped.has(generation)) throw new MlsException('ValueUnknown');
            ratchet.#skipped.set(generation, new MessageKey(Secret.copyOf(key), Secret.copyOf(nonce)));
        }
        return ratchet;
    }

    dispose(): void {
        this.#secret.dispose();
        for (const key of this.#skipped.values()) key.dispose();
    }

    #windTo(generation: number): RatchetStep {
        const skipped: (readonly [number, MessageKey])[] = [];
        let secret = this.#secret;
        for (let current = this.#next; ; current++) {
            // Older ones would be thrown away by take at once.
            const isKept = generation - current <= RatchetWindow.maxSkippedKeys;
            const { next, key } = this.#step(secret, current, isKept);
            if (secret !== this.#secret) secret.dispose();
            secret = next;
            if (key === undefined) continue;
            if (current === generation) return new RatchetStep(generation, key, { nextSecret: secret, skipped });
            skipped.push([current, key]);
        }
    }

    #step(secret: Secret, generation: number, isKept: boolean): { readonly next: Secret; readonly key: MessageKey | undefined } {
        const { hashBytes, aeadKeyBytes, aeadNonceBytes } = this.#suite;
        const outputs = [
            { label: 'secret', length: hashBytes },
            { label: 'key', length: aeadKeyBytes },
            { label: 'nonce', length: aeadNonceBytes },
        ];
        const derived = deriveTreeSecrets(this.#suite, secret, generation, isKept ? outputs : outputs.slice(0, 1));
        const [next, key, nonce] = derived as [Secret, Secret, Secret];
        return { next, key: isKept ? new MessageKey(key, nonce) : undefined };
    }
}
