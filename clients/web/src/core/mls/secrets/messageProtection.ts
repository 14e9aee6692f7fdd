import { isZero, type Bytes } from '../../bytes.ts';
import { decode, encode } from '../codec/tlsEncoding.ts';
import { TlsReader } from '../codec/tlsReader.ts';
import { TlsWriter } from '../codec/tlsWriter.ts';
import { varIntBytes } from '../codec/varInt.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import { expandEachWithLabel } from '../crypto/labels.ts';
import { Secret } from '../crypto/secret.ts';
import type { AuthenticatedContent } from '../framing/authenticatedContent.ts';
import { readContentAuthentication, writeContentAuthentication, type ContentAuthentication } from '../framing/contentAuthentication.ts';
import { ContentType } from '../framing/contentType.ts';
import { eraseContent, readMessageContent, writeMessageContent, type MessageContent } from '../framing/messageContent.ts';
import { writeContentAad, writeSenderDataAad, type PrivateMessage, type PrivateMessageHeader } from '../framing/privateMessage.ts';
import { memberSender } from '../framing/sender.ts';
import { readSenderData, reuseGuardBytes, writeSenderData, type SenderData } from '../framing/senderData.ts';
import { WireFormat } from '../framing/wireFormat.ts';
import { UnverifiedContent } from '../groups/unverifiedContent.ts';
import { MlsException } from '../mlsException.ts';
import { MessageKey } from './messageKey.ts';
import type { PreparedKey } from './preparedKey.ts';
import type { RatchetKind } from './ratchetKind.ts';

// Sealing and opening of PrivateMessages (RFC 9420 §6.3).

/**
 * Seals a signed message with a prepared key. The padding brings a content of `paddedBytes` or less to one length, its own length
 * header included.
 */
export async function sealMessage(
    suite: CipherSuite,
    signed: AuthenticatedContent,
    key: PreparedKey,
    senderDataSecret: Secret,
    paddedBytes: number,
): Promise<PrivateMessage> {
    const { groupId, epoch, authenticatedData, content } = signed.content;
    const plaintext = encodePlaintext(signed, paddedBytes);
    try {
        const header = { groupId, epoch, authenticatedData, contentType: content.type };
        return await sealPlaintext(suite, header, plaintext.written, key, senderDataSecret);
    } finally {
        plaintext.dispose();
    }
}

/** Seals an encoded PrivateMessageContent under a header. */
export async function sealPlaintext(
    suite: CipherSuite,
    header: PrivateMessageHeader,
    plaintext: Uint8Array,
    key: PreparedKey,
    senderDataSecret: Secret,
): Promise<PrivateMessage> {
    const reuseGuard = new Uint8Array(reuseGuardBytes);
    suite.crypto.fill(reuseGuard);
    const nonce = guarded(key.key.nonce, reuseGuard);
    let ciphertext: Bytes;
    try {
        const aead = { key: key.key.key.bytes, nonce: nonce.bytes };
        ciphertext = await suite.crypto.seal(suite, aead, encode(header, writeContentAad), plaintext);
    } finally {
        nonce.dispose();
    }
    const data = { leaf: key.leaf, generation: key.generation, reuseGuard };
    const encryptedSenderData = await withSenderDataKey(suite, ciphertext, senderDataSecret, (aead) =>
        suite.crypto.seal(suite, aead, encode(header, writeSenderDataAad), encode(data, writeSenderData)),
    );
    return { ...header, encryptedSenderData, ciphertext };
}

/** Opens only the sender data. */
export async function openSenderData(suite: CipherSuite, message: PrivateMessage, senderDataSecret: Secret): Promise<SenderData> {
    const opened = await withSenderDataKey(suite, message.ciphertext, senderDataSecret, (aead) =>
        suite.crypto.open(suite, aead, encode(message, writeSenderDataAad), message.encryptedSenderData),
    );
    return decode(opened, readSenderData);
}

/** Opens the content with a prepared key. Its signature is still to be verified before the key is taken. */
export async function openMessage(
    suite: CipherSuite,
    message: PrivateMessage,
    senderData: SenderData,
    key: MessageKey,
): Promise<UnverifiedContent> {
    const nonce = guarded(key.nonce, senderData.reuseGuard);
    let opened: Secret;
    try {
        const aead = { key: key.key.bytes, nonce: nonce.bytes };
        opened = new Secret(await suite.crypto.open(suite, aead, encode(message, writeContentAad), message.ciphertext));
    } finally {
        nonce.dispose();
    }
    try {
        return readPlaintext(message, senderData, opened.bytes);
    } finally {
        opened.dispose();
    }
}

export function kindOf(type: ContentType): RatchetKind {
    return type === ContentType.Application ? 'application' : 'handshake';
}

/** sender_data_key and sender_data_nonce from the first KDF.Nh bytes of the ciphertext (RFC 9420 §6.3.2). */
export function senderDataKey(suite: CipherSuite, ciphertext: Uint8Array, senderDataSecret: Secret): MessageKey {
    const sample = ciphertext.subarray(0, suite.hashBytes);
    const [key, nonce] = expandEachWithLabel(suite, senderDataSecret, [
        { label: 'key', context: sample, length: suite.aeadKeyBytes },
        { label: 'nonce', context: sample, length: suite.aeadNonceBytes },
    ]) as [Secret, Secret];
    return new MessageKey(key, nonce);
}

async function withSenderDataKey(
    suite: CipherSuite,
    ciphertext: Uint8Array,
    senderDataSecret: Secret,
    use: (aead: { readonly key: Bytes; readonly nonce: Bytes }) => Promise<Bytes>,
): Promise<Bytes> {
    const key = senderDataKey(suite, ciphertext, senderDataSecret);
    try {
        return await use({ key: key.key.bytes, nonce: key.nonce.bytes });
    } finally {
        key.dispose();
    }
}

function readPlaintext(message: PrivateMessage, senderData: SenderData, plaintext: Uint8Array): UnverifiedContent {
    const reader = new TlsReader(plaintext);
    const content = readMessageContent(reader, message.contentType);
    const authentication = readAuthentication(reader, content);
    const { groupId, epoch, authenticatedData } = message;
    const framed = { groupId, epoch, sender: memberSender(senderData.leaf), authenticatedData, content };
    return new UnverifiedContent({ wireFormat: WireFormat.PrivateMessage, content: framed, authentication });
}

// What follows the content: an application message in which it is wrong is zeroed.
function readAuthentication(reader: TlsReader, content: MessageContent): ContentAuthentication {
    try {
        const authentication = readContentAuthentication(reader, content.type);
        if (!isZero(reader.remaining)) throw new MlsException('PaddingNotZero');
        return authentication;
    } catch (refusal) {
        eraseContent(content);
        throw refusal;
    }
}

function encodePlaintext(signed: AuthenticatedContent, paddedBytes: number): TlsWriter {
    const { content } = signed.content;
    const writer = new TlsWriter(paddedBytes + 256);
    writeMessageContent(writer, content);
    const target = paddedBytes + varIntBytes(paddedBytes);
    const padding = paddedBytes === 0 ? 0 : Math.max(0, target - writer.length);
    writeContentAuthentication(writer, signed.authentication, content.type);
    writer.take(padding).fill(0);
    return writer;
}

function guarded(nonce: Secret, guard: Uint8Array): Secret {
    const mixed = nonce.copy();
    guard.forEach((byte, i) => {
        mixed.bytes[i] = (mixed.bytes[i] as number) ^ byte;
    });
    return mixed;
}
