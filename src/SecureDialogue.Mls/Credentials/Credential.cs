using SecureDialogue.Mls.Codec;

namespace SecureDialogue.Mls.Credentials;

/// <summary>Who a leaf belongs to (RFC 9420 §5.3). What it means is the application's to judge.</summary>
public abstract record Credential : ITlsEncodable
{
    private protected Credential()
    {
    }

    /// <summary>The credential's type.</summary>
    public abstract CredentialType Type { get; }

    private protected abstract ReadOnlyMemory<byte> Body { get; }

    void ITlsEncodable.WriteTo(TlsWriter writer)
    {
        writer.WriteUInt16(Type.Value);
        writer.WriteOpaque(Body);
    }

    // Every type so far has one vector as its body; its inside is the application's.
    internal static Credential Read(ref TlsReader reader)
    {
        var type = new CredentialType(reader.ReadUInt16());
        var body = reader.ReadOpaque();
        return type == CredentialType.Basic ? new BasicCredential(body) : new OpaqueCredential(type, body);
    }
}
