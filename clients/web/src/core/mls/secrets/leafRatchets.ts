import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { Custody } from '../crypto/custody.ts';
import { deriveSecret } from '../crypto/labels.ts';
import type { Secret } from '../crypto/secret.ts';
import type { RatchetKind } from './ratchetKind.ts';
import { SenderRatchet } from './senderRatchet.ts';

/** The two ratchets of one leaf (RFC 9420 §9). Owns them. */
export class LeafRatchets {
    readonly #handshake: SenderRatchet;
    readonly #application: SenderRatchet;

    private constructor(handshake: SenderRatchet, application: SenderRatchet) {
        this.#handshake = handshake;
        this.#application = application;
    }

    static of(suite: CipherSuite, leafSecret: Secret): LeafRatchets {
        return new LeafRatchets(
            new SenderRatchet(suite, deriveSecret(suite, leafSecret, 'handshake'), 0),
            new SenderRatchet(suite, deriveSecret(suite, leafSecret, 'application'), 0),
        );
    }

    ratchet(kind: RatchetKind): SenderRatchet {
        return kind === 'handshake' ? this.#handshake : this.#application;
    }

    save(writer: TlsWriter): void {
        this.#handshake.save(writer);
        this.#application.save(writer);
    }

    static load(suite: CipherSuite, reader: TlsReader, custody: Custody): LeafRatchets {
        const handshake = SenderRatchet.load(suite, reader, custody);
        return new LeafRatchets(handshake, SenderRatchet.load(suite, reader, custody));
    }

    dispose(): void {
        this.#handshake.dispose();
        this.#application.dispose();
    }
}
