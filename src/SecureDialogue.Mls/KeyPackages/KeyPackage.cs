using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.KeyPackages;

/// <summary>What others need to add a client to a group (RFC 9420 §10).</summary>
public sealed record KeyPackage : ITlsEncodable
{
    internal const string SignatureLabel = "KeyPackageTBS";

    /// <summary>The protocol version.</summary>
    public required ProtocolVersion Version { get; init; }

    /// <summary>The suite; the number may be one this engine does not do.</summary>
    public required CipherSuiteId CipherSuite { get; init; }

    /// <summary>The HPKE key a Welcome is sealed to.</summary>
    public required ReadOnlyMemory<byte> InitKey { get; init; }

    /// <summary>The leaf that will stand in the tree.</summary>
    public required LeafNode LeafNode { get; init; }

    /// <summary>Extensions of the package itself.</summary>
    public required IReadOnlyList<Extension> Extensions { get; init; }

    /// <summary>The signature by the leaf's key.</summary>
    public ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>Makes a key package with fresh keys; the secrets belong to the caller.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="credential">Who the client is.</param>
    /// <param name="signatureKey">The leaf's signature key; lent.</param>
    /// <param name="capabilities">What the client can do.</param>
    /// <param name="lifetime">When the package may be used.</param>
    /// <param name="leafExtensions">Extensions of the leaf.</param>
    /// <param name="extensions">Extensions of the package.</param>
    public static (KeyPackage KeyPackage, KeyPackageSecrets Secrets) Create(
        CipherSuite suite,
        Credential credential,
        SignatureKeyPair signatureKey,
        Capabilities capabilities,
        Lifetime lifetime,
        IReadOnlyList<Extension> leafExtensions,
        IReadOnlyList<Extension> extensions)
    {
        using var custody = new Custody();
        var init = custody.Hold(HpkeKeyPair.Generate(suite));
        var encryption = custody.Hold(HpkeKeyPair.Generate(suite));
        var leaf = new LeafNode
        {
            EncryptionKey = encryption.PublicKey,
            SignatureKey = signatureKey.PublicKey,
            Credential = credential,
            Capabilities = capabilities,
            Source = LeafNodeSource.KeyPackage,
            Lifetime = lifetime,
            Extensions = leafExtensions,
        };
        var package = new KeyPackage
        {
            Version = ProtocolVersion.Mls10,
            CipherSuite = suite.Id,
            InitKey = init.PublicKey,
            LeafNode = leaf.Sign(signatureKey, [], default),
            Extensions = extensions,
        };
        return custody.Release((package.Sign(signatureKey), new KeyPackageSecrets(suite, init, encryption, signatureKey.Copy())));
    }

    /// <summary>Reads a bare key package (not an MLSMessage).</summary>
    /// <param name="bytes">Exactly one key package.</param>
    /// <exception cref="MlsException">The bytes are not a key package.</exception>
    public static KeyPackage Decode(ReadOnlySpan<byte> bytes) => TlsEncoding.Decode(bytes, Read);

    /// <summary>The encoding that <see cref="Decode"/> reads.</summary>
    public byte[] Encode() => TlsEncoding.Encode(this);

    /// <summary>The KeyPackageRef by which a Welcome names it (RFC 9420 §5.2).</summary>
    /// <param name="suite">The package's suite.</param>
    public byte[] Reference(CipherSuite suite) => RefHash.Compute(suite, "MLS 1.0 KeyPackage Reference"u8, Encode());

    /// <summary>Does the checks of RFC 9420 §10.1; committers and joiners do them on their own, too.</summary>
    /// <param name="suite">The suite of the group it is for.</param>
    /// <param name="currentTime">Unix seconds; null leaves the lifetime unchecked.</param>
    /// <exception cref="MlsException">The package is not valid.</exception>
    public void Verify(CipherSuite suite, ulong? currentTime) => KeyPackageRules.RequireValid(this, suite, currentTime);

    /// <summary>The same, with a limit to the lifetime as a whole (RFC 9420 §7.2).</summary>
    /// <param name="suite">The suite of the group it is for.</param>
    /// <param name="currentTime">Unix seconds; null leaves the lifetime unchecked.</param>
    /// <param name="maxLifetime">Seconds the lifetime may have in all.</param>
    /// <exception cref="MlsException">The package is not valid.</exception>
    public void Verify(CipherSuite suite, ulong? currentTime, ulong maxLifetime) =>
        KeyPackageRules.RequireValid(this, suite, currentTime, maxLifetime);

    void ITlsEncodable.WriteTo(TlsWriter writer)
    {
        WriteContent(writer);
        writer.WriteOpaque(Signature);
    }

    internal static KeyPackage Read(ref TlsReader reader) => new()
    {
        Version = (ProtocolVersion)reader.ReadUInt16(),
        CipherSuite = (CipherSuiteId)reader.ReadUInt16(),
        InitKey = reader.ReadOpaque(),
        LeafNode = LeafNode.Read(ref reader),
        Extensions = Extension.ReadList(ref reader),
        Signature = reader.ReadOpaque(),
    };

    internal KeyPackage Sign(SignatureKeyPair key)
    {
        using var content = new TlsWriter();
        WriteContent(content);
        return this with { Signature = Labels.SignWithLabel(key, SignatureLabel, content.Written) };
    }

    internal bool HasValidSignature(CipherSuite suite)
    {
        using var content = new TlsWriter();
        WriteContent(content);
        return Labels.VerifyWithLabel(suite, LeafNode.SignatureKey.Span, SignatureLabel, content.Written, Signature.Span);
    }

    private void WriteContent(TlsWriter writer)
    {
        writer.WriteUInt16((ushort)Version);
        writer.WriteUInt16((ushort)CipherSuite);
        writer.WriteOpaque(InitKey);
        ((ITlsEncodable)LeafNode).WriteTo(writer);
        writer.WriteVector(Extensions);
    }
}
