import type { Secret } from '../crypto/secret.ts';

/** Key and nonce of one generation (RFC 9420 §9.1). Owns them. */
export class MessageKey {
    readonly key: Secret;
    readonly nonce: Secret;

    constructor(key: Secret, nonce: Secret) {
        this.key = key;
        this.nonce = nonce;
    }

    copy(): MessageKey {
        return new MessageKey(this.key.copy(), this.nonce.copy());
    }

    dispose(): void {
        this.key.dispose();
        this.nonce.dispose();
    }
}
