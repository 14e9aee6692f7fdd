using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Messages;

namespace SecureDialogue.Mls.Proposals;

/// <summary>A proposal that was sent in this epoch. For an Update of ours it owns the new leaf's private keys.</summary>
internal sealed record CachedProposal(ReadOnlyMemory<byte> Reference, Proposal Proposal, Sender Sender) : IDisposable
{
    /// <summary>The encryption pair of an own Update's leaf.</summary>
    internal HpkeKeyPair? LeafPair { get; init; }

    /// <summary>The signature pair of an own Update's leaf.</summary>
    internal SignatureKeyPair? SignatureKey { get; init; }

    internal void Save(TlsWriter writer)
    {
        writer.WriteOpaque(Reference);
        ((ITlsEncodable)Proposal).WriteTo(writer);
        Sender.WriteTo(writer);
        writer.WriteOpaque(LeafPair is null ? [] : LeafPair.PrivateKey.Bytes);
        writer.WriteOpaque(SignatureKey is null ? [] : SignatureKey.PrivateKey.Bytes);
    }

    internal static CachedProposal Load(CipherSuite suite, ref TlsReader reader)
    {
        var cached = new CachedProposal(reader.ReadOpaque(), Proposal.Read(ref reader), Sender.Read(ref reader));
        var leafKey = reader.ReadOpaqueSpan();
        var signatureKey = reader.ReadOpaqueSpan();
        if (leafKey.IsEmpty)
        {
            return cached;
        }

        return suite.IsKemPrivateKey(leafKey) && suite.IsSignaturePrivateKey(signatureKey)
            ? cached with
            {
                LeafPair = HpkeKeyPair.FromPrivateKey(suite, leafKey),
                SignatureKey = SignatureKeyPair.FromPrivateKey(suite, signatureKey),
            }
            : throw new MlsException(MlsError.ValueUnknown);
    }

    public void Dispose()
    {
        LeafPair?.Dispose();
        SignatureKey?.Dispose();
    }
}
