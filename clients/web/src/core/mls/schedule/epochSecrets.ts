import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { Custody } from '../crypto/custody.ts';
import { deriveSecrets } from '../crypto/labels.ts';
import { Secret } from '../crypto/secret.ts';

/**
 * The secrets of an epoch that live as long as it does (RFC 9420 §8, table 4). The encryption secret goes into the secret tree
 * and the confirmation key is used once, so they are not here.
 */
export type EpochSecrets = {
    readonly senderDataSecret: Secret;
    readonly exporterSecret: Secret;
    readonly externalSecret: Secret;
    readonly membershipKey: Secret;
    readonly resumptionPsk: Secret;
    readonly epochAuthenticator: Secret;
    readonly initSecret: Secret;
};

// In the order of the snapshot.
const labels = ['sender data', 'exporter', 'external', 'membership', 'resumption', 'authentication', 'init'] as const;

type Each<Labels extends readonly string[]> = { readonly [Label in keyof Labels]: Secret };

/** secret = DeriveSecret(epoch_secret, label). */
export function deriveEpochSecrets(suite: CipherSuite, epochSecret: Secret): EpochSecrets {
    return named(deriveSecrets(suite, epochSecret, labels));
}

export function saveEpochSecrets(writer: TlsWriter, secrets: EpochSecrets): void {
    for (const secret of allOf(secrets)) writer.writeOpaque(secret.bytes);
}

export function loadEpochSecrets(reader: TlsReader, custody: Custody): EpochSecrets {
    return named(labels.map(() => custody.hold(Secret.copyOf(reader.readOpaqueSpan()))));
}

/** Every secret, in the order of the snapshot. */
export function allOf(secrets: EpochSecrets): readonly Secret[] {
    return [
        secrets.senderDataSecret,
        secrets.exporterSecret,
        secrets.externalSecret,
        secrets.membershipKey,
        secrets.resumptionPsk,
        secrets.epochAuthenticator,
        secrets.initSecret,
    ];
}

function named(secrets: readonly Secret[]): EpochSecrets {
    const [senderDataSecret, exporterSecret, externalSecret, membershipKey, resumptionPsk, epochAuthenticator, initSecret] =
        secrets as Each<typeof labels>;
    return { senderDataSecret, exporterSecret, externalSecret, membershipKey, resumptionPsk, epochAuthenticator, initSecret };
}
