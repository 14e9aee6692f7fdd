import type { Bytes } from '../../bytes.ts';
import type { Disposable } from '../crypto/custody.ts';
import { type TlsRead, TlsReader } from './tlsReader.ts';
import { type TlsWrite, TlsWriter } from './tlsWriter.ts';

/** Decodes exactly one structure; secrets in one with bytes behind it are zeroed. */
export function decode<T>(bytes: Uint8Array, read: TlsRead<T>): T {
    const reader = new TlsReader(bytes);
    const value = read(reader);
    if (!reader.isAtEnd) (value as Partial<Disposable> | undefined)?.dispose?.();
    reader.requireEnd();
    return value;
}

/** Encodes one structure. */
export function encode<T>(value: T, write: TlsWrite<T>): Bytes {
    const writer = new TlsWriter();
    write(writer, value);
    const bytes = writer.toArray();
    writer.dispose();
    return bytes;
}
