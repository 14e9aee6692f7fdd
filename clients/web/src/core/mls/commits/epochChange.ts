import type { Bytes } from '../../bytes.ts';
import { encode } from '../codec/tlsEncoding.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { Secret } from '../crypto/secret.ts';
import type { AuthenticatedContent } from '../framing/authenticatedContent.ts';
import { writeGroupContext, type GroupContext } from '../messages/groupContext.ts';
import type { PreSharedKeyId } from '../messages/preSharedKeyId.ts';
import { confirmationTag, epochSecret, joinerSecret } from '../schedule/keySchedule.ts';
import { computePskSecret, type NamedPsk } from '../schedule/pskSecret.ts';
import { confirmedTranscriptHash } from '../schedule/transcriptHash.ts';

/** From where the key schedule takes its step (RFC 9420 §8). Its secrets are lent. */
type EpochStart = {
    readonly suite: CipherSuite;
    readonly interimTranscriptHash: Bytes;
    readonly initSecret: Secret;
    readonly commitSecret: Secret;
    /** The keys that are mixed in, in the order of their proposals. */
    readonly psks: readonly NamedPsk[];
};

/** The step of the key schedule that a commit makes (RFC 9420 §8). Owns its secrets. */
export class EpochChange {
    readonly context: GroupContext;
    readonly pskIds: readonly PreSharedKeyId[];
    readonly pskSecret: Secret;
    readonly joinerSecret: Secret;
    readonly epochSecret: Secret;
    readonly confirmationTag: Bytes;

    constructor(start: EpochStart, commit: AuthenticatedContent, provisional: GroupContext) {
        const { suite } = start;
        const confirmed = confirmedTranscriptHash(suite, start.interimTranscriptHash, commit);
        this.context = { ...provisional, confirmedTranscriptHash: confirmed };
        this.pskIds = start.psks.map(({ id }) => id);
        const encoded = encode(this.context, writeGroupContext);
        this.pskSecret = computePskSecret(suite, start.psks);
        this.joinerSecret = joinerSecret(suite, start.initSecret, start.commitSecret, encoded);
        this.epochSecret = epochSecret(suite, this.joinerSecret, this.pskSecret, encoded);
        this.confirmationTag = confirmationTag(suite, this.epochSecret, confirmed);
    }

    dispose(): void {
        for (const secret of [this.pskSecret, this.joinerSecret, this.epochSecret]) secret.dispose();
    }
}
