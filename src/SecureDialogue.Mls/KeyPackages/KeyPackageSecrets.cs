using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.KeyPackages;

/// <summary>The private keys of one key package; owns them. The init key is for one Welcome: throw it away after joining.</summary>
public sealed class KeyPackageSecrets : IDisposable
{
    private const ushort SaveVersion = 1;

    /// <summary>Takes ownership of the pairs.</summary>
    internal KeyPackageSecrets(CipherSuite suite, HpkeKeyPair init, HpkeKeyPair encryption, SignatureKeyPair signature)
    {
        Suite = suite;
        Init = init;
        Encryption = encryption;
        Signature = signature;
    }

    /// <summary>The package's suite.</summary>
    public CipherSuite Suite { get; }

    /// <summary>The pair a Welcome is sealed to.</summary>
    public HpkeKeyPair Init { get; }

    /// <summary>The leaf's encryption pair.</summary>
    public HpkeKeyPair Encryption { get; }

    /// <summary>The leaf's signature pair.</summary>
    public SignatureKeyPair Signature { get; }

    /// <summary>Secrets from private keys, all copied.</summary>
    /// <param name="suite">The package's suite.</param>
    /// <param name="initKey">The init private key.</param>
    /// <param name="encryptionKey">The leaf's encryption private key.</param>
    /// <param name="signatureKey">The leaf's signature private key.</param>
    public static KeyPackageSecrets FromPrivateKeys(
        CipherSuite suite, ReadOnlySpan<byte> initKey, ReadOnlySpan<byte> encryptionKey, ReadOnlySpan<byte> signatureKey)
    {
        using var custody = new Custody();
        return custody.Release(new KeyPackageSecrets(
            suite,
            custody.Hold(HpkeKeyPair.FromPrivateKey(suite, initKey)),
            custody.Hold(HpkeKeyPair.FromPrivateKey(suite, encryptionKey)),
            custody.Hold(SignatureKeyPair.FromPrivateKey(suite, signatureKey))));
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="saved">The bytes.</param>
    /// <exception cref="MlsException">The bytes are not saved secrets of a version this release reads.</exception>
    public static KeyPackageSecrets Load(ReadOnlySpan<byte> saved)
    {
        var reader = new TlsReader(saved);
        if (reader.ReadUInt16() != SaveVersion)
        {
            throw new MlsException(MlsError.SnapshotVersionUnknown);
        }

        var suite = CipherSuite.Get((CipherSuiteId)reader.ReadUInt16());
        var init = reader.ReadOpaqueSpan();
        var encryption = reader.ReadOpaqueSpan();
        var signature = reader.ReadOpaqueSpan();
        reader.RequireEnd();
        if (!suite.IsKemPrivateKey(init) || !suite.IsKemPrivateKey(encryption) || !suite.IsSignaturePrivateKey(signature))
        {
            throw new MlsException(MlsError.ValueUnknown);
        }

        return FromPrivateKeys(suite, init, encryption, signature);
    }

    /// <summary>The private keys for an encrypted store; the caller zeroes the bytes after use.</summary>
    public byte[] Save()
    {
        using var writer = new TlsWriter();
        writer.WriteUInt16(SaveVersion);
        writer.WriteUInt16((ushort)Suite.Id);
        writer.WriteOpaque(Init.PrivateKey.Bytes);
        writer.WriteOpaque(Encryption.PrivateKey.Bytes);
        writer.WriteOpaque(Signature.PrivateKey.Bytes);
        return writer.ToArray();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Init.Dispose();
        Encryption.Dispose();
        Signature.Dispose();
    }
}
