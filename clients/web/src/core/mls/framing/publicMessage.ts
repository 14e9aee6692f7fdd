import { equalBytes, type Bytes } from '../../bytes.ts';
import { encode } from '../codec/tlsEncoding.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { Secret } from '../crypto/secret.ts';
import { UnverifiedContent } from '../groups/unverifiedContent.ts';
import type { GroupContext } from '../messages/groupContext.ts';
import { MlsException } from '../mlsException.ts';
import { writeSignedContent } from './authenticatedContent.ts';
import { readContentAuthentication, writeContentAuthentication, type ContentAuthentication } from './contentAuthentication.ts';
import { ContentType } from './contentType.ts';
import { readFramedContent, writeFramedContent, type FramedContent } from './framedContent.ts';
import { SenderType } from './senderType.ts';
import { WireFormat } from './wireFormat.ts';

/** A message that is signed but not encrypted (RFC 9420 §6.2); it is received, never sent. */
export type PublicMessage = {
    readonly content: FramedContent;
    readonly authentication: ContentAuthentication;
    readonly membershipTag: Bytes;
};

export function writePublicMessage(writer: TlsWriter, message: PublicMessage): void {
    writeFramedContent(writer, message.content);
    writeContentAuthentication(writer, message.authentication, message.content.content.type);
    if (message.content.sender.type === SenderType.Member) writer.writeOpaque(message.membershipTag);
}

export function readPublicMessage(reader: TlsReader): PublicMessage {
    const content = readFramedContent(reader);
    const authentication = readContentAuthentication(reader, content.content.type);
    const membershipTag = content.sender.type === SenderType.Member ? reader.readOpaque() : new Uint8Array();
    return { content, authentication, membershipTag };
}

/** Checks the membership tag of a member's message; others have none (§6.2: only members have the key of the tag). */
export function unprotectPublicMessage(
    suite: CipherSuite,
    message: PublicMessage,
    membershipKey: Secret,
    context: GroupContext,
): UnverifiedContent {
    const { content, authentication } = message;
    if (content.content.type === ContentType.Application) throw new MlsException('ApplicationDataInClear');
    if (content.sender.type === SenderType.Member) {
        const expected = membershipTag(suite, message, membershipKey, context);
        if (!equalBytes(expected, message.membershipTag)) throw new MlsException('MembershipTagInvalid');
    }
    return new UnverifiedContent({ wireFormat: WireFormat.PublicMessage, content, authentication });
}

/** membership_tag = MAC(membership_key, AuthenticatedContentTBM). */
export function membershipTag(
    suite: CipherSuite,
    message: Pick<PublicMessage, 'content' | 'authentication'>,
    membershipKey: Secret,
    context: GroupContext,
): Bytes {
    const tagged = encode(message, (writer, { content, authentication }) => {
        writeSignedContent(writer, WireFormat.PublicMessage, content, context);
        writeContentAuthentication(writer, authentication, content.content.type);
    });
    return suite.crypto.mac(suite, membershipKey.bytes, tagged);
}
