import type { TlsReader } from './tlsReader.ts';
import type { TlsWriter } from './tlsWriter.ts';

/** `uint16 values<V>` of some meaning: suites, versions, extension, proposal and credential types. */
export function writeU16List(writer: TlsWriter, values: readonly number[]): void {
    writer.writeVector(values, (inner, value) => {
        inner.writeUInt16(value);
    });
}

/** The list; unknown numbers are allowed. */
export function readU16List<T extends number>(reader: TlsReader): T[] {
    return reader.readVector((inner) => inner.readUInt16() as T);
}
