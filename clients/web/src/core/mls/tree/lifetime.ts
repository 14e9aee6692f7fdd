import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';

/** When a key package may be used, both in Unix seconds (RFC 9420 §7.2). */
export type Lifetime = { readonly notBefore: bigint; readonly notAfter: bigint };

/** Whether a time in Unix seconds lies inside. */
export function isWithin(lifetime: Lifetime, time: bigint): boolean {
    return lifetime.notBefore <= time && time <= lifetime.notAfter;
}

export function writeLifetime(writer: TlsWriter, value: Lifetime): void {
    writer.writeUInt64(value.notBefore);
    writer.writeUInt64(value.notAfter);
}

export function readLifetime(reader: TlsReader): Lifetime {
    return { notBefore: reader.readUInt64(), notAfter: reader.readUInt64() };
}
