using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;

namespace SecureDialogue.Mls.Secrets;

/// <summary>Sealing and opening of PrivateMessages (RFC 9420 §6.3).</summary>
internal static class MessageProtection
{
    /// <summary>
    /// Seals a signed message with a prepared key. The padding brings a content of <paramref name="paddedBytes"/> or less to one
    /// length, its own length header included.
    /// </summary>
    internal static PrivateMessage Seal(
        CipherSuite suite, AuthenticatedContent signed, PreparedKey key, Secret senderDataSecret, int paddedBytes)
    {
        var content = signed.Content;
        var message = new PrivateMessage
        {
            GroupId = content.GroupId,
            Epoch = content.Epoch,
            ContentType = content.Content.Type,
            AuthenticatedData = content.AuthenticatedData,
        };
        using var plaintext = Plaintext(signed, paddedBytes);
        return Seal(suite, message, plaintext.Written, key, senderDataSecret);
    }

    /// <summary>Seals an encoded PrivateMessageContent under the header of <paramref name="message"/>.</summary>
    internal static PrivateMessage Seal(
        CipherSuite suite, PrivateMessage message, ReadOnlySpan<byte> plaintext, PreparedKey key, Secret senderDataSecret)
    {
        var guard = new byte[SenderData.ReuseGuardBytes];
        suite.Crypto.Fill(guard);
        using var aad = new TlsWriter();
        message.WriteContentAad(aad);
        using var nonce = Guarded(key.Key.Nonce, guard);
        var ciphertext = suite.Crypto.Seal(suite, new AeadKey(key.Key.Key.Bytes, nonce.Bytes), aad.Written, plaintext);
        using var senderDataKey = SenderDataKey(suite, ciphertext, senderDataSecret);
        var senderData = SealSenderData(suite, message, new SenderData(key.Leaf, key.Generation, guard), senderDataKey);
        return message with { Ciphertext = ciphertext, EncryptedSenderData = senderData };
    }

    /// <summary>Opens only the sender data.</summary>
    internal static SenderData OpenSenderData(CipherSuite suite, PrivateMessage message, Secret senderDataSecret)
    {
        using var aad = new TlsWriter();
        message.WriteSenderDataAad(aad);
        using var key = SenderDataKey(suite, message, senderDataSecret);
        var opened = suite.Crypto.Open(
            suite, new AeadKey(key.Key.Bytes, key.Nonce.Bytes), aad.Written, message.EncryptedSenderData.Span);
        return TlsEncoding.Decode(opened, SenderData.Read);
    }

    /// <summary>Opens the content with a prepared key. Its signature is still to be verified before the key is taken.</summary>
    internal static UnverifiedContent Open(CipherSuite suite, PrivateMessage message, SenderData senderData, MessageKey key)
    {
        using var aad = new TlsWriter();
        message.WriteContentAad(aad);
        using var nonce = Guarded(key.Nonce, senderData.ReuseGuard.Span);
        var length = suite.Crypto.PlaintextBytes(suite, message.Ciphertext.Length);
        using var opened = new TlsWriter(length);
        suite.Crypto.Open(suite, new AeadKey(key.Key.Bytes, nonce.Bytes), aad.Written, message.Ciphertext.Span, opened.Take(length));
        var reader = new TlsReader(opened.Written);
        var content = MessageContent.Read(ref reader, message.ContentType);
        var authentication = ReadAuthentication(ref reader, message.ContentType, content);
        var framed = new FramedContent
        {
            GroupId = message.GroupId,
            Epoch = message.Epoch,
            Sender = Sender.Member(senderData.Leaf),
            AuthenticatedData = message.AuthenticatedData,
            Content = content,
        };
        return new UnverifiedContent(WireFormat.PrivateMessage, framed, authentication);
    }

    internal static RatchetKind KindOf(ContentType type) =>
        type == ContentType.Application ? RatchetKind.Application : RatchetKind.Handshake;

    /// <summary>sender_data_key and sender_data_nonce from the first KDF.Nh bytes of the ciphertext (RFC 9420 §6.3.2).</summary>
    internal static MessageKey SenderDataKey(CipherSuite suite, ReadOnlySpan<byte> ciphertext, Secret senderDataSecret)
    {
        var sample = ciphertext[..Math.Min(ciphertext.Length, suite.HashBytes)];
        return new MessageKey(
            Labels.ExpandWithLabel(suite, senderDataSecret, "key", sample, suite.AeadKeyBytes),
            Labels.ExpandWithLabel(suite, senderDataSecret, "nonce", sample, suite.AeadNonceBytes));
    }

    private static MessageKey SenderDataKey(CipherSuite suite, PrivateMessage message, Secret senderDataSecret) =>
        SenderDataKey(suite, message.Ciphertext.Span, senderDataSecret);

    private static byte[] SealSenderData(CipherSuite suite, PrivateMessage message, SenderData senderData, MessageKey key)
    {
        using var aad = new TlsWriter();
        message.WriteSenderDataAad(aad);
        using var plaintext = new TlsWriter();
        senderData.WriteTo(plaintext);
        return suite.Crypto.Seal(suite, new AeadKey(key.Key.Bytes, key.Nonce.Bytes), aad.Written, plaintext.Written);
    }

    private static TlsWriter Plaintext(AuthenticatedContent signed, int paddedBytes)
    {
        var writer = new TlsWriter(paddedBytes + 256);
        signed.Content.Content.WriteTo(writer);
        var target = paddedBytes + VarInt.HeaderBytes(paddedBytes);
        var padding = Math.Max(0, paddedBytes == 0 ? 0 : target - writer.Length);
        signed.Authentication.WriteTo(writer, signed.Content.Content.Type);
        writer.Take(padding).Clear();
        return writer;
    }

    private static Secret Guarded(Secret nonce, ReadOnlySpan<byte> guard)
    {
        var guarded = nonce.Copy();
        for (var i = 0; i < guard.Length; i++)
        {
            guarded.Span[i] ^= guard[i];
        }

        return guarded;
    }

    private static ContentAuthentication ReadAuthentication(ref TlsReader reader, ContentType type, MessageContent content)
    {
        try
        {
            var authentication = ContentAuthentication.Read(ref reader, type);
            RequireZeroPadding(reader.Remaining);
            return authentication;
        }
        catch (MlsException)
        {
            content.Erase();
            throw;
        }
    }

    private static void RequireZeroPadding(ReadOnlySpan<byte> padding)
    {
        if (padding.ContainsAnyExcept((byte)0))
        {
            throw new MlsException(MlsError.PaddingNotZero);
        }
    }
}
