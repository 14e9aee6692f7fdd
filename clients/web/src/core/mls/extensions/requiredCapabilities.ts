import { decode, encode } from '../codec/tlsEncoding.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import { readU16List, writeU16List } from '../codec/u16List.ts';
import type { CredentialType } from '../credentials/credentialType.ts';
import type { ProposalType } from '../proposals/proposalType.ts';
import { type Extension, findExtension } from './extension.ts';
import { ExtensionType } from './extensionType.ts';

/** What every member's capabilities must list (RFC 9420 §11.1). */
export type RequiredCapabilities = {
    readonly extensions: readonly ExtensionType[];
    readonly proposals: readonly ProposalType[];
    readonly credentials: readonly CredentialType[];
};

/** The extension that carries it in the GroupContext. */
export function requiredCapabilitiesExtension(value: RequiredCapabilities): Extension {
    return { type: ExtensionType.RequiredCapabilities, data: encode(value, writeRequiredCapabilities) };
}

/** The extension of a GroupContext, if it has one. */
export function findRequiredCapabilities(extensions: readonly Extension[]): RequiredCapabilities | undefined {
    const found = findExtension(extensions, ExtensionType.RequiredCapabilities);
    return found && decode(found.data, readRequiredCapabilities);
}

function writeRequiredCapabilities(writer: TlsWriter, value: RequiredCapabilities): void {
    writeU16List(writer, value.extensions);
    writeU16List(writer, value.proposals);
    writeU16List(writer, value.credentials);
}

function readRequiredCapabilities(reader: TlsReader): RequiredCapabilities {
    return { extensions: readU16List(reader), proposals: readU16List(reader), credentials: readU16List(reader) };
}
