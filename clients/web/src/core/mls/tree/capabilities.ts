import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import { readU16List, writeU16List } from '../codec/u16List.ts';
import { CredentialType } from '../credentials/credentialType.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { CipherSuiteId } from '../crypto/cipherSuiteId.ts';
import type { ExtensionType } from '../extensions/extensionType.ts';
import { ProtocolVersion } from '../framing/protocolVersion.ts';
import type { ProposalType } from '../proposals/proposalType.ts';

/** What a client can do; extensions and proposals beyond those of RFC 9420 (§7.2). Unknown numbers are ignored. */
export type Capabilities = {
    readonly versions: readonly ProtocolVersion[];
    readonly cipherSuites: readonly CipherSuiteId[];
    readonly extensions: readonly ExtensionType[];
    readonly proposals: readonly ProposalType[];
    readonly credentials: readonly CredentialType[];
};

/** MLS 1.0, one suite, basic credentials and the given extensions. */
export function capabilitiesOf(suite: CipherSuite, extensions: readonly ExtensionType[]): Capabilities {
    return {
        versions: [ProtocolVersion.Mls10],
        cipherSuites: [suite.id],
        extensions,
        proposals: [],
        credentials: [CredentialType.Basic],
    };
}

export function writeCapabilities(writer: TlsWriter, value: Capabilities): void {
    writeU16List(writer, value.versions);
    writeU16List(writer, value.cipherSuites);
    writeU16List(writer, value.extensions);
    writeU16List(writer, value.proposals);
    writeU16List(writer, value.credentials);
}

export function readCapabilities(reader: TlsReader): Capabilities {
    return {
        versions: readU16List(reader),
        cipherSuites: readU16List(reader),
        extensions: readU16List(reader),
        proposals: readU16List(reader),
        credentials: readU16List(reader),
    };
}
