import type { TlsReader } from '../codec/tlsReader.ts';
import { MlsException } from '../mlsException.ts';
import { ProtocolVersion } from './protocolVersion.ts';

/** Reads a version that must be MLS 1.0. */
export function readVersion(reader: TlsReader): ProtocolVersion {
    if (reader.readUInt16() !== ProtocolVersion.Mls10) throw new MlsException('VersionNotSupported');
    return ProtocolVersion.Mls10;
}
