using SecureDialogue.Mls.Codec;

namespace SecureDialogue.Mls.Framing;

/// <summary>FramedContentAuthData: the signature and, for a commit, the confirmation tag (RFC 9420 §6.1).</summary>
internal sealed record ContentAuthentication(ReadOnlyMemory<byte> Signature, ReadOnlyMemory<byte> ConfirmationTag)
{
    internal void WriteTo(TlsWriter writer, ContentType type)
    {
        writer.WriteOpaque(Signature);
        if (type == ContentType.Commit)
        {
            writer.WriteOpaque(ConfirmationTag);
        }
    }

    internal static ContentAuthentication Read(ref TlsReader reader, ContentType type) => new(
        reader.ReadOpaque(), type == ContentType.Commit ? reader.ReadOpaque() : ReadOnlyMemory<byte>.Empty);
}
