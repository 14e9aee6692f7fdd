using SecureDialogue.Mls.Codec;

namespace SecureDialogue.Mls.Extensions;

/// <summary>The key to which an external commit seals its init secret (RFC 9420 §12.4.3.2).</summary>
/// <param name="PublicKey">The HPKE key of the epoch's external secret.</param>
internal sealed record ExternalPub(ReadOnlyMemory<byte> PublicKey) : ITlsEncodable
{
    public void WriteTo(TlsWriter writer) => writer.WriteOpaque(PublicKey);

    internal Extension ToExtension() => new(ExtensionType.ExternalPub, TlsEncoding.Encode(this));

    internal static ExternalPub Read(ref TlsReader reader) => new(reader.ReadOpaque());

    internal static ExternalPub? Find(IReadOnlyList<Extension> extensions) =>
        Extension.Find(extensions, ExtensionType.ExternalPub) is { } found ? TlsEncoding.Decode(found.Data.Span, Read) : null;
}
