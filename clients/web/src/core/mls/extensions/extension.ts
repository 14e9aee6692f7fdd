import { equalBytes } from '../../bytes.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import { MlsException } from '../mlsException.ts';
import type { ExtensionType } from './extensionType.ts';

/** One extension (RFC 9420 §13). */
export type Extension = { readonly type: ExtensionType; readonly data: Uint8Array };

function writeExtension(writer: TlsWriter, value: Extension): void {
    writer.writeUInt16(value.type);
    writer.writeOpaque(value.data);
}

/** `Extension extensions<V>`. */
export function writeExtensions(writer: TlsWriter, values: readonly Extension[]): void {
    writer.writeVector(values, writeExtension);
}

/** `Extension extensions<V>`, each type at most once (RFC 9420 §13.4). */
export function readExtensions(reader: TlsReader): readonly Extension[] {
    const extensions = reader.readVector(readExtension);
    if (new Set(extensions.map((extension) => extension.type)).size !== extensions.length) {
        throw new MlsException('ExtensionDuplicate');
    }
    return extensions;
}

/** Whether two lists are equal byte for byte. */
export function areEqualExtensions(one: readonly Extension[], other: readonly Extension[]): boolean {
    return (
        one.length === other.length &&
        one.every((extension, i) => {
            const twin = other[i] as Extension;
            return extension.type === twin.type && equalBytes(extension.data, twin.data);
        })
    );
}

export function findExtension(extensions: readonly Extension[], type: ExtensionType): Extension | undefined {
    return extensions.find((extension) => extension.type === type);
}

function readExtension(reader: TlsReader): Extension {
    return { type: reader.readUInt16() as ExtensionType, data: reader.readOpaque() };
}
