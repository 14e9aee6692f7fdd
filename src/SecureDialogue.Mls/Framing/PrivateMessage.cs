using SecureDialogue.Mls.Codec;

namespace SecureDialogue.Mls.Framing;

/// <summary>An encrypted message (RFC 9420 §6.3).</summary>
internal sealed record PrivateMessage : ITlsEncodable
{
    internal required ReadOnlyMemory<byte> GroupId { get; init; }

    internal required ulong Epoch { get; init; }

    internal required ContentType ContentType { get; init; }

    internal required ReadOnlyMemory<byte> AuthenticatedData { get; init; }

    internal ReadOnlyMemory<byte> EncryptedSenderData { get; init; }

    internal ReadOnlyMemory<byte> Ciphertext { get; init; }

    public void WriteTo(TlsWriter writer)
    {
        WriteContentAad(writer);
        writer.WriteOpaque(EncryptedSenderData);
        writer.WriteOpaque(Ciphertext);
    }

    internal static PrivateMessage Read(ref TlsReader reader)
    {
        var message = new PrivateMessage
        {
            GroupId = reader.ReadOpaque(),
            Epoch = reader.ReadUInt64(),
            ContentType = (ContentType)reader.ReadUInt8(),
            AuthenticatedData = reader.ReadOpaque(),
            EncryptedSenderData = reader.ReadOpaque(),
            Ciphertext = reader.ReadOpaque(),
        };
        return message.ContentType is ContentType.Application or ContentType.Proposal or ContentType.Commit
            ? message
            : throw new MlsException(MlsError.ValueUnknown);
    }

    /// <summary>PrivateContentAAD, which is also how the message begins.</summary>
    internal void WriteContentAad(TlsWriter writer)
    {
        WriteSenderDataAad(writer);
        writer.WriteOpaque(AuthenticatedData);
    }

    /// <summary>SenderDataAAD.</summary>
    internal void WriteSenderDataAad(TlsWriter writer)
    {
        writer.WriteOpaque(GroupId);
        writer.WriteUInt64(Epoch);
        writer.WriteUInt8((byte)ContentType);
    }
}
