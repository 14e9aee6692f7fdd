namespace SecureDialogue.Mls.Crypto;

/// <summary>A signature key pair; owns its private key.</summary>
public sealed class SignatureKeyPair : IDisposable
{
    private SignatureKeyPair(CipherSuite suite, Secret privateKey)
        : this(suite, suite.Crypto.SignaturePublicKey(suite, privateKey.Bytes), privateKey, suite.Crypto.ExpandSignatureKey(suite, privateKey.Bytes))
    {
    }

    private SignatureKeyPair(CipherSuite suite, ReadOnlyMemory<byte> publicKey, Secret privateKey, Secret expandedKey) =>
        (Suite, PublicKey, PrivateKey, ExpandedKey) = (suite, publicKey, privateKey, expandedKey);

    /// <summary>The suite the key is for.</summary>
    public CipherSuite Suite { get; }

    /// <summary>The public key as it stands in a leaf.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>The private key, for Ed25519 the 32-byte seed, else the scalar; owned by the pair.</summary>
    public Secret PrivateKey { get; }

    /// <summary>What <see cref="ICryptoProvider.Sign"/> takes: the private key made ready to sign, so that no signature does that again.</summary>
    internal Secret ExpandedKey { get; }

    /// <summary>A new pair.</summary>
    /// <param name="suite">The suite it is for.</param>
    public static SignatureKeyPair Generate(CipherSuite suite) => new(suite, suite.Crypto.GenerateSignatureKey(suite));

    /// <summary>The pair of a private key.</summary>
    /// <param name="suite">The suite it is for.</param>
    /// <param name="privateKey">Copied.</param>
    /// <exception cref="ArgumentException">The key has not the suite's length.</exception>
    public static SignatureKeyPair FromPrivateKey(CipherSuite suite, ReadOnlySpan<byte> privateKey)
    {
        using var custody = new Custody();
        var secret = custody.Hold(suite.Curve is { } curve ? curve.Scalar(privateKey) : new Secret(privateKey));
        return custody.Release(new SignatureKeyPair(suite, secret));
    }

    /// <summary>A copy with an owner of its own.</summary>
    public SignatureKeyPair Copy() => new(Suite, PublicKey, PrivateKey.Copy(), ExpandedKey.Copy());

    /// <inheritdoc />
    public void Dispose()
    {
        PrivateKey.Dispose();
        ExpandedKey.Dispose();
    }
}
