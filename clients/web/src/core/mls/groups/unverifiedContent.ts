import type { CipherSuite } from '../crypto/cipherSuite.ts';
import { hasValidContentSignature, type AuthenticatedContent } from '../framing/authenticatedContent.ts';
import { eraseContent } from '../framing/messageContent.ts';
import type { GroupContext } from '../messages/groupContext.ts';
import { MlsException } from '../mlsException.ts';

/** A decoded message whose signature nobody has looked at; the next stage takes only what {@link verify} returns. */
export class UnverifiedContent {
    readonly #content: AuthenticatedContent;

    constructor(content: AuthenticatedContent) {
        this.#content = content;
    }

    /** Checks the signature by the sender's leaf (RFC 9420 §6.1); application data without a good one is zeroed. */
    async verify(suite: CipherSuite, context: GroupContext, signatureKey: Uint8Array): Promise<AuthenticatedContent> {
        if (await hasValidContentSignature(suite, this.#content, context, signatureKey)) return this.#content;
        eraseContent(this.#content.content.content);
        throw new MlsException('MessageSignatureInvalid');
    }
}
