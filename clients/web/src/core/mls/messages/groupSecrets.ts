import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
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

export function readGroupSecrets(reader: TlsReader): GroupSecrets {
    return {
        joinerSecret: readSecret(reader),
        pathSecret: reader.readOptional(readSecret),
        psks: reader.readVector(readPreSharedKeyId),
    };
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
    return new Secret(reader.readOpaque());
}
