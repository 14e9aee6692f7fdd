using System.Security.Cryptography;
using System.Text;
using SecureDialogue.Sodium;

namespace SecureDialogue.Client.Storage;

/// <summary>
/// The keys of one store, derived from its store key: <c>HKDF-SHA-256(store key, info = "SecureDialogue store names" | "… values")</c>.
/// The first hides names behind tags of 16 bytes, the second seals values.
/// </summary>
internal sealed class StoreKeys : IDisposable
{
    /// <summary>Bytes of a tag.</summary>
    internal const int TagBytes = 16;

    /// <summary>Bytes of the store key.</summary>
    internal const int StoreKeyBytes = 32;

    private const byte BucketLabel = 1;
    private const byte NameLabel = 2;

    private readonly LockedMemory _names = new(32);
    private readonly LockedMemory _values = new(XChaCha20Poly1305.KeyBytes);

    /// <summary>Derives the keys; the store key stays the caller's, to be cleared.</summary>
    internal StoreKeys(ReadOnlySpan<byte> storeKey)
    {
        HKDF.DeriveKey(HashAlgorithmName.SHA256, storeKey, _names.Span, [], "SecureDialogue store names"u8);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, storeKey, _values.Span, [], "SecureDialogue store values"u8);
    }

    internal ReadOnlySpan<byte> Values => _values.Span;

    /// <summary>tag = HMAC-SHA-256(names, 0x01 || bucket), first 16 bytes.</summary>
    internal byte[] BucketTag(string bucket) => Tag([BucketLabel, .. Encoding.UTF8.GetBytes(bucket)]);

    /// <summary>tag = HMAC-SHA-256(names, 0x02 || bucket tag || form || key or number), first 16 bytes.</summary>
    internal byte[] NameTag(ReadOnlySpan<byte> bucketTag, ReadOnlySpan<byte> name) => Tag([NameLabel, .. bucketTag, .. name]);

    public void Dispose()
    {
        _names.Dispose();
        _values.Dispose();
    }

    private byte[] Tag(ReadOnlySpan<byte> message) => HMACSHA256.HashData(_names.Span, message)[..TagBytes];
}
