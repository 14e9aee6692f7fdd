using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;

namespace SecureDialogue.Mls.Tree;

/// <summary>A member's leaf (RFC 9420 §7.2).</summary>
public sealed record LeafNode : ITlsEncodable
{
    internal const string SignatureLabel = "LeafNodeTBS";

    /// <summary>The HPKE key messages to this member's place are sealed to.</summary>
    public required ReadOnlyMemory<byte> EncryptionKey { get; init; }

    /// <summary>The key the member signs with.</summary>
    public required ReadOnlyMemory<byte> SignatureKey { get; init; }

    /// <summary>Who the member is.</summary>
    public required Credential Credential { get; init; }

    /// <summary>What the member can do.</summary>
    public required Capabilities Capabilities { get; init; }

    /// <summary>How the leaf came to be.</summary>
    public required LeafNodeSource Source { get; init; }

    /// <summary>The lifetime; there if and only if the source is a key package.</summary>
    public Lifetime? Lifetime { get; init; }

    /// <summary>The parent hash; empty unless the source is a commit.</summary>
    public ReadOnlyMemory<byte> ParentHash { get; init; }

    /// <summary>The leaf's extensions.</summary>
    public required IReadOnlyList<Extension> Extensions { get; init; }

    /// <summary>The member's signature over all of it.</summary>
    public ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>The leaf as it stands in the tree, byte for byte.</summary>
    public byte[] Encode() => TlsEncoding.Encode(this);

    /// <summary>Reads a leaf node.</summary>
    /// <param name="bytes">Exactly one leaf node.</param>
    /// <exception cref="MlsException">The bytes are not a leaf node.</exception>
    public static LeafNode Decode(ReadOnlySpan<byte> bytes) => TlsEncoding.Decode(bytes, Read);

    void ITlsEncodable.WriteTo(TlsWriter writer)
    {
        WriteContent(writer);
        writer.WriteOpaque(Signature);
    }

    internal static LeafNode Read(ref TlsReader reader)
    {
        var leaf = new LeafNode
        {
            EncryptionKey = reader.ReadOpaque(),
            SignatureKey = reader.ReadOpaque(),
            Credential = Credential.Read(ref reader),
            Capabilities = Capabilities.Read(ref reader),
            Source = (LeafNodeSource)reader.ReadUInt8(),
            Extensions = [],
        };
        leaf = leaf.Source switch
        {
            LeafNodeSource.KeyPackage => leaf with { Lifetime = Lifetime.Read(ref reader) },
            LeafNodeSource.Update => leaf,
            LeafNodeSource.Commit => leaf with { ParentHash = reader.ReadOpaque() },
            _ => throw new MlsException(MlsError.ValueUnknown),
        };
        return leaf with { Extensions = Extension.ReadList(ref reader), Signature = reader.ReadOpaque() };
    }

    /// <summary>The leaf with its signature; <paramref name="groupId"/> and <paramref name="index"/> count unless it is for a key package.</summary>
    internal LeafNode Sign(SignatureKeyPair key, ReadOnlySpan<byte> groupId, LeafIndex index)
    {
        using var content = SignedContent(groupId, index);
        return this with { Signature = Labels.SignWithLabel(key, SignatureLabel, content.Written) };
    }

    internal bool HasValidSignature(CipherSuite suite, ReadOnlySpan<byte> groupId, LeafIndex index)
    {
        using var content = SignedContent(groupId, index);
        return Labels.VerifyWithLabel(suite, SignatureKey.Span, SignatureLabel, content.Written, Signature.Span);
    }

    private TlsWriter SignedContent(ReadOnlySpan<byte> groupId, LeafIndex index)
    {
        var writer = new TlsWriter();
        WriteContent(writer);
        if (Source != LeafNodeSource.KeyPackage)
        {
            writer.WriteOpaque(groupId);
            writer.WriteUInt32(index.Value);
        }

        return writer;
    }

    private void WriteContent(TlsWriter writer)
    {
        writer.WriteOpaque(EncryptionKey);
        writer.WriteOpaque(SignatureKey);
        ((ITlsEncodable)Credential).WriteTo(writer);
        ((ITlsEncodable)Capabilities).WriteTo(writer);
        writer.WriteUInt8((byte)Source);
        if (Source == LeafNodeSource.KeyPackage)
        {
            ((ITlsEncodable)Lifetime!).WriteTo(writer); // Read and Create give every key package leaf one.
        }
        else if (Source == LeafNodeSource.Commit)
        {
            writer.WriteOpaque(ParentHash);
        }

        writer.WriteVector(Extensions);
    }
}
