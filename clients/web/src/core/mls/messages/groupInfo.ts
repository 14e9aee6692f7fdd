import type { Bytes } from '../../bytes.ts';
import { encode } from '../codec/tlsEncoding.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import { signWithLabel, verifyWithLabel } from '../crypto/labels.ts';
import type { SignatureKeyPair } from '../crypto/signatureKeyPair.ts';
import { readExtensions, writeExtensions, type Extension } from '../extensions/extension.ts';
import { leafIndex, type LeafIndex } from '../tree/leafIndex.ts';
import { readGroupContext, writeGroupContext, type GroupContext } from './groupContext.ts';

const signatureLabel = 'GroupInfoTBS';

type GroupInfoContent = {
    readonly context: GroupContext;
    readonly extensions: readonly Extension[];
    readonly confirmationTag: Bytes;
    readonly signer: LeafIndex;
};

/** What a joiner learns of the group, signed by a member (RFC 9420 §12.4.3). */
export type GroupInfo = GroupInfoContent & { readonly signature: Bytes };

export function writeGroupInfo(writer: TlsWriter, info: GroupInfo): void {
    writeContent(writer, info);
    writer.writeOpaque(info.signature);
}

export function readGroupInfo(reader: TlsReader): GroupInfo {
    return {
        context: readGroupContext(reader),
        extensions: readExtensions(reader),
        confirmationTag: reader.readOpaque(),
        signer: leafIndex(reader.readUInt32()),
        signature: reader.readOpaque(),
    };
}

export async function signGroupInfo(content: GroupInfoContent, key: SignatureKeyPair): Promise<GroupInfo> {
    return { ...content, signature: await signWithLabel(key, signatureLabel, encode(content, writeContent)) };
}

export function hasValidGroupInfoSignature(suite: CipherSuite, info: GroupInfo, signerKey: Uint8Array): Promise<boolean> {
    return verifyWithLabel(suite, signerKey, signatureLabel, encode(info, writeContent), info.signature);
}

function writeContent(writer: TlsWriter, content: GroupInfoContent): void {
    writeGroupContext(writer, content.context);
    writeExtensions(writer, content.extensions);
    writer.writeOpaque(content.confirmationTag);
    writer.writeUInt32(content.signer);
}
