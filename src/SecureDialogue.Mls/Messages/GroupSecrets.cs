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

    // Nothing is copied before all is read, so that what is refused leaves nothing behind.
    internal static GroupSecrets Read(ref TlsReader reader)
    {
        var joinerSecret = reader.ReadOpaqueSpan();
        var hasPathSecret = reader.ReadPresence();
        var pathSecret = hasPathSecret ? reader.ReadOpaqueSpan() : [];
        var psks = reader.ReadVector(PreSharedKeyId.Read);
        return new GroupSecrets(new Secret(joinerSecret), hasPathSecret ? new Secret(pathSecret) : null, psks);
    }

    public void Dispose()
    {
        JoinerSecret.Dispose();
        PathSecret?.Dispose();
    }
}
