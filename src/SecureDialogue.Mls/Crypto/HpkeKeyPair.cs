namespace SecureDialogue.Mls.Crypto;

/// <summary>An HPKE key pair (RFC 9180 §4); owns its private key.</summary>
public sealed class HpkeKeyPair : IDisposable
{
    /// <summary>Takes ownership of the private key.</summary>
    internal HpkeKeyPair(ReadOnlyMemory<byte> publicKey, Secret privateKey)
    {
        PublicKey = publicKey;
        PrivateKey = privateKey;
    }

    /// <summary>The serialized public key.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>The serialized private key; owned by the pair.</summary>
    public Secret PrivateKey { get; }

    /// <summary>A new pair.</summary>
    /// <param name="suite">The suite it is for.</param>
    public static HpkeKeyPair Generate(CipherSuite suite)
    {
        using var ikm = Secret.Random(suite, suite.KemPrivateKeyBytes);
        return DeriveFrom(suite, ikm.Bytes);
    }

    /// <summary>KEM.DeriveKeyPair(ikm) (RFC 9180 §7.1.3).</summary>
    /// <param name="suite">The suite it is for.</param>
    /// <param name="ikm">At least as long as a private key.</param>
    public static HpkeKeyPair DeriveFrom(CipherSuite suite, ReadOnlySpan<byte> ikm)
    {
        var privateKey = Hpke.DerivePrivateKey(suite, ikm);
        return new HpkeKeyPair(suite.Crypto.KemPublicKey(suite, privateKey.Bytes), privateKey);
    }

    /// <summary>The pair of a private key.</summary>
    /// <param name="suite">The suite it is for.</param>
    /// <param name="privateKey">Copied.</param>
    /// <exception cref="ArgumentException">The key has not the suite's length.</exception>
    public static HpkeKeyPair FromPrivateKey(CipherSuite suite, ReadOnlySpan<byte> privateKey)
    {
        using var custody = new Custody();
        var secret = custody.Hold(suite.Curve is { } curve ? curve.Scalar(privateKey) : new Secret(privateKey));
        return custody.Release(new HpkeKeyPair(suite.Crypto.KemPublicKey(suite, secret.Bytes), secret));
    }

    /// <summary>A copy with an owner of its own.</summary>
    public HpkeKeyPair Copy() => new(PublicKey, PrivateKey.Copy());

    /// <inheritdoc />
    public void Dispose() => PrivateKey.Dispose();
}
