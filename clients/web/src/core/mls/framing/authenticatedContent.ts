import type { Bytes } from '../../bytes.ts';
import { encode } from '../codec/tlsEncoding.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import { signWithLabel, verifyWithLabel } from '../crypto/labels.ts';
import type { SignatureKeyPair } from '../crypto/signatureKeyPair.ts';
import { writeGroupContext, type GroupContext } from '../messages/groupContext.ts';
import { readContentAuthentication, writeContentAuthentication, type ContentAuthentication } from './contentAuthentication.ts';
import { readFramedContent, writeFramedContent, type FramedContent } from './framedContent.ts';
import { ProtocolVersion } from './protocolVersion.ts';
import { SenderType } from './senderType.ts';
import type { WireFormat } from './wireFormat.ts';

const signatureLabel = 'FramedContentTBS';

/** A signed message, however it is framed (RFC 9420 §6). Made by signing, or by the verifier after verifying. */
export type AuthenticatedContent = {
    readonly wireFormat: WireFormat;
    readonly content: FramedContent;
    readonly authentication: ContentAuthentication;
};

export function writeAuthenticatedContent(writer: TlsWriter, signed: AuthenticatedContent): void {
    writer.writeUInt16(signed.wireFormat);
    writeFramedContent(writer, signed.content);
    writeContentAuthentication(writer, signed.authentication, signed.content.content.type);
}

export function readAuthenticatedContent(reader: TlsReader): AuthenticatedContent {
    const wireFormat = reader.readUInt16() as WireFormat;
    const content = readFramedContent(reader);
    return { wireFormat, content, authentication: readContentAuthentication(reader, content.content.type) };
}

/** Signs; a commit's confirmation tag comes later, with {@link withConfirmationTag}. */
export async function signContent(
    wireFormat: WireFormat,
    content: FramedContent,
    context: GroupContext | undefined,
    key: SignatureKeyPair,
): Promise<AuthenticatedContent> {
    const signature = await signWithLabel(key, signatureLabel, encodeSignedContent(wireFormat, content, context));
    return { wireFormat, content, authentication: { signature, confirmationTag: new Uint8Array() } };
}

export function withConfirmationTag(signed: AuthenticatedContent, confirmationTag: Bytes): AuthenticatedContent {
    return { ...signed, authentication: { ...signed.authentication, confirmationTag } };
}

export function hasValidContentSignature(
    suite: CipherSuite,
    signed: AuthenticatedContent,
    context: GroupContext,
    signatureKey: Uint8Array,
): Promise<boolean> {
    const content = encodeSignedContent(signed.wireFormat, signed.content, context);
    return verifyWithLabel(suite, signatureKey, signatureLabel, content, signed.authentication.signature);
}

/** FramedContentTBS; the context is part of it for members and those who join by a commit. */
export function writeSignedContent(
    writer: TlsWriter,
    wireFormat: WireFormat,
    content: FramedContent,
    context: GroupContext | undefined,
): void {
    writer.writeUInt16(ProtocolVersion.Mls10);
    writer.writeUInt16(wireFormat);
    writeFramedContent(writer, content);
    if (content.sender.type === SenderType.Member || content.sender.type === SenderType.NewMemberCommit) {
        if (context === undefined) throw new TypeError('the signature of a member covers the group context');
        writeGroupContext(writer, context);
    }
}

function encodeSignedContent(wireFormat: WireFormat, content: FramedContent, context: GroupContext | undefined): Bytes {
    return encode(content, (writer, framed) => writeSignedContent(writer, wireFormat, framed, context));
}
