import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import { Custody } from '../crypto/custody.ts';
import { Secret } from '../crypto/secret.ts';
import { readPreSharedKeyId, writePreSharedKeyId, type PreSharedKeyId } from './preSharedKeyId.ts';

/** What a Welcome seals to one joiner (RFC 9420 §12.4.3.1). */
export type GroupSecrets = {
    readonly joinerSecret: Secret;
    readonly pathSecret: Secret | undefined;
    readonly psks: readonly PreSharedKeyId[];
};

export function writeGroupSecrets(writer: TlsWriter, secrets: GroupSecrets): void {
    writeSecret(writer, secrets.joinerSecret);
    writer.writeOptional(secrets.pathSecret, writeSecret);
    writer.writeVector(secrets.psks, writePreSharedKeyId);
}

/** Reads both secrets; one that is followed by nothing good is zeroed. */
export function readGroupSecrets(reader: TlsReader): GroupSecrets {
    const custody = new Custody();
    try {
        const joinerSecret = custody.hold(readSecret(reader));
        const pathSecret = reader.readOptional((inner) => custody.hold(readSecret(inner)));
        return custody.release({ joinerSecret, pathSecret, psks: reader.readVector(readPreSharedKeyId) });
    } finally {
        custody.dispose();
    }
}

/** Overwrites both secrets. */
export function disposeGroupSecrets(secrets: GroupSecrets): void {
    secrets.joinerSecret.dispose();
    secrets.pathSecret?.dispose();
}

function writeSecret(writer: TlsWriter, secret: Secret): void {
    writer.writeOpaque(secret.bytes);
}

function readSecret(reader: TlsReader): Secret {
    return Secret.copyOf(reader.readOpaqueSpan());
}
