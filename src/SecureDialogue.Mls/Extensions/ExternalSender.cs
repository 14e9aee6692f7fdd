using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Credentials;

namespace SecureDialogue.Mls.Extensions;

/// <summary>Someone outside who may propose (RFC 9420 §12.1.8.1).</summary>
/// <param name="SignatureKey">The key it signs with.</param>
/// <param name="Credential">Who it is.</param>
public sealed record ExternalSender(ReadOnlyMemory<byte> SignatureKey, Credential Credential) : ITlsEncodable
{
    void ITlsEncodable.WriteTo(TlsWriter writer)
    {
        writer.WriteOpaque(SignatureKey);
        ((ITlsEncodable)Credential).WriteTo(writer);
    }

    internal static ExternalSender Read(ref TlsReader reader) => new(reader.ReadOpaque(), Credential.Read(ref reader));
}
