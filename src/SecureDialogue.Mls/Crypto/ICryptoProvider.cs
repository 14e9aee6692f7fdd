namespace SecureDialogue.Mls.Crypto;

/// <summary>The primitives under the engine; the seam behind which another library can stand.</summary>
internal interface ICryptoProvider
{
    /// <summary>Fills a span with random bytes.</summary>
    void Fill(Span<byte> destination);

    /// <summary>Hash(data), Nh bytes.</summary>
    byte[] Hash(CipherSuite suite, ReadOnlySpan<byte> data);

    /// <summary>HMAC over data, Nh bytes.</summary>
    byte[] Mac(CipherSuite suite, ReadOnlySpan<byte> key, ReadOnlySpan<byte> data);

    /// <summary>KDF.Extract(salt, ikm), Nh bytes.</summary>
    Secret Extract(CipherSuite suite, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> ikm);

    /// <summary>KDF.Expand(prk, info, length).</summary>
    Secret Expand(CipherSuite suite, ReadOnlySpan<byte> prk, ReadOnlySpan<byte> info, int length);

    /// <summary>AEAD.Seal.</summary>
    byte[] Seal(CipherSuite suite, in AeadKey key, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext);

    /// <summary>AEAD.Open; throws <see cref="MlsError.DecryptionFailed"/>.</summary>
    byte[] Open(CipherSuite suite, in AeadKey key, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> ciphertext);

    /// <summary>The public key of a KEM private key.</summary>
    byte[] KemPublicKey(CipherSuite suite, ReadOnlySpan<byte> privateKey);

    /// <summary>Whether a KEM public key is a point of its curve and gives a secret; one of low order does not.</summary>
    bool IsKemPublicKey(CipherSuite suite, ReadOnlySpan<byte> publicKey);

    /// <summary>DH(private, public); throws <see cref="MlsError.PublicKeyInvalid"/>.</summary>
    Secret Agree(CipherSuite suite, ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey);

    /// <summary>The public key of a signature private key.</summary>
    byte[] SignaturePublicKey(CipherSuite suite, ReadOnlySpan<byte> privateKey);

    /// <summary>A new signature private key.</summary>
    Secret GenerateSignatureKey(CipherSuite suite);

    /// <summary>Signs.</summary>
    byte[] Sign(CipherSuite suite, ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> message);

    /// <summary>Whether a signature is the key's.</summary>
    bool Verify(CipherSuite suite, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);
}
