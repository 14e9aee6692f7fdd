using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Messages;

/// <summary>What a Welcome seals to one joiner (RFC 9420 §12.4.3.1). Owns its secrets.</summary>
internal sealed record GroupSecrets(Secret JoinerSecret, Secret? PathSecret, IReadOnlyList<PreSharedKeyId> Psks) : ITlsEncodable, IDisposable
{
    public void WriteTo(TlsWriter writer)
    {
        writer.WriteOpaque(JoinerSecret.Bytes);
        writer.WriteUInt8(PathSecret is null ? (byte)0 : (byte)1);
        if (PathSecret is not null)
        {
            writer.WriteOpaque(PathSecret.Bytes);
        }

        writer.WriteVector(Psks);
    }

    internal static GroupSecrets Read(ref TlsReader reader) => new(
        new Secret(reader.ReadOpaqueSpan()),
        reader.ReadPresence() ? new Secret(reader.ReadOpaqueSpan()) : null,
        reader.ReadVector(PreSharedKeyId.Read));

    public void Dispose()
    {
        JoinerSecret.Dispose();
        PathSecret?.Dispose();
    }
}
