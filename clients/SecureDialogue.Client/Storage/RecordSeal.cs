using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SecureDialogue.Sodium;

namespace SecureDialogue.Client.Storage;

/// <summary>
/// Seals records: <c>nonce[24] || XChaCha20-Poly1305(bucket u16-length || bucket || name u16-length || name || value)</c>, the nonce
/// drawn at random, with <c>label || format u32 || bucket tag || name tag</c> authenticated. The name tag covers a record's number,
/// so neither rows nor numbers can be exchanged.
/// </summary>
internal sealed class RecordSeal(StoreKeys keys)
{
    /// <summary>The format of the table and of its records.</summary>
    internal const int Format = 1;

    internal byte[] BucketTag(string bucket) => keys.BucketTag(bucket);

    internal byte[] NameTag(RecordName name) => keys.NameTag(keys.BucketTag(name.Bucket), name.Bytes);

    internal byte[] Seal(RecordName name, ReadOnlySpan<byte> value)
    {
        var bucket = Encoding.UTF8.GetBytes(name.Bucket);
        var plaintext = new byte[(2 * sizeof(ushort)) + bucket.Length + name.Bytes.Length + value.Length];
        var rest = Append(plaintext, bucket);
        rest = Append(rest, name.Bytes);
        value.CopyTo(rest);
        var nonce = RandomNumberGenerator.GetBytes(XChaCha20Poly1305.NonceBytes);
        var bucketTag = keys.BucketTag(name.Bucket);
        var aad = Aad(bucketTag, keys.NameTag(bucketTag, name.Bytes));
        byte[] record = [.. nonce, .. XChaCha20Poly1305.Seal(keys.Values, nonce, aad, plaintext)];
        CryptographicOperations.ZeroMemory(plaintext);
        return record;
    }

    /// <summary>Opens a record of a bucket.</summary>
    /// <param name="bucket">The bucket it was looked up in.</param>
    /// <param name="nameTag">The name tag it was found under.</param>
    /// <param name="record">What <see cref="Seal"/> returned.</param>
    /// <returns>The name that was sealed in, and the value.</returns>
    internal (byte[] Name, byte[] Value) Open(string bucket, ReadOnlySpan<byte> nameTag, ReadOnlySpan<byte> record)
    {
        var aad = Aad(keys.BucketTag(bucket), nameTag);
        if (record.Length < XChaCha20Poly1305.NonceBytes
            || !XChaCha20Poly1305.TryOpen(keys.Values, record[..XChaCha20Poly1305.NonceBytes], aad, record[XChaCha20Poly1305.NonceBytes..], out var plaintext))
        {
            throw new StoreException(StoreError.Corrupted);
        }

        // What follows was sealed by Seal, so its lengths are right.
        var name = Take(plaintext.AsSpan(sizeof(ushort) + BinaryPrimitives.ReadUInt16BigEndian(plaintext)), out var value);
        var opened = (name.ToArray(), value.ToArray());
        CryptographicOperations.ZeroMemory(plaintext);
        return opened;
    }

    private static Span<byte> Append(Span<byte> target, ReadOnlySpan<byte> field)
    {
        BinaryPrimitives.WriteUInt16BigEndian(target, checked((ushort)field.Length));
        field.CopyTo(target[sizeof(ushort)..]);
        return target[(sizeof(ushort) + field.Length)..];
    }

    private static Span<byte> Take(Span<byte> source, out Span<byte> rest)
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(source);
        rest = source[(sizeof(ushort) + length)..];
        return source.Slice(sizeof(ushort), length);
    }

    private static byte[] Aad(ReadOnlySpan<byte> bucketTag, ReadOnlySpan<byte> nameTag)
    {
        Span<byte> format = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(format, Format);
        return [.. "SecureDialogue record"u8, 0, .. format, .. bucketTag, .. nameTag];
    }
}
