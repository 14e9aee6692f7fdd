import type { Bytes } from '../../bytes.ts';
import type { Disposable } from '../crypto/custody.ts';
import { type TlsRead, TlsReader } from './tlsReader.ts';
import { type TlsWrite, TlsWriter } from './tlsWriter.ts';

/** Decodes exactly one structure; secrets in one with bytes behind it are zeroed. */
export function decode<T>(bytes: Uint8Array, read: TlsRead<T>): T {
    return whole(new TlsReader(bytes), read);
}

/** Decodes exactly one structure out of bytes that nobody changes or wipes any more; it shares them. */
export function decodeOwn<T>(bytes: Bytes, read: TlsRead<T>): T {
    return whole(TlsReader.ofOwn(bytes), read);
}

/** Encodes one structure. */
export function encode<T>(value: T, write: TlsWrite<T>): Bytes {
    const writer = new TlsWriter();
    write(writer, value);
    const bytes = writer.toArray();
    writer.dispose();
    return bytes;
}

function whole<T>(reader: TlsReader, read: TlsRead<T>): T {
    const value = read(reader);
    if (!reader.isAtEnd) (value as Partial<Disposable> | undefined)?.dispose?.();
    reader.requireEnd();
    return value;
}
