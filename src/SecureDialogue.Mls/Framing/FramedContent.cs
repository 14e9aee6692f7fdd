using SecureDialogue.Mls.Codec;

namespace SecureDialogue.Mls.Framing;

/// <summary>A message before it is signed (RFC 9420 §6).</summary>
internal sealed record FramedContent : ITlsEncodable
{
    internal required ReadOnlyMemory<byte> GroupId { get; init; }

    internal required ulong Epoch { get; init; }

    internal required Sender Sender { get; init; }

    internal required ReadOnlyMemory<byte> AuthenticatedData { get; init; }

    internal required MessageContent Content { get; init; }

    public void WriteTo(TlsWriter writer)
    {
        writer.WriteOpaque(GroupId);
        writer.WriteUInt64(Epoch);
        Sender.WriteTo(writer);
        writer.WriteOpaque(AuthenticatedData);
        writer.WriteUInt8((byte)Content.Type);
        Content.WriteTo(writer);
    }

    internal static FramedContent Read(ref TlsReader reader) => new()
    {
        GroupId = reader.ReadOpaque(),
        Epoch = reader.ReadUInt64(),
        Sender = Sender.Read(ref reader),
        AuthenticatedData = reader.ReadOpaque(),
        Content = MessageContent.Read(ref reader, (ContentType)reader.ReadUInt8()),
    };
}
