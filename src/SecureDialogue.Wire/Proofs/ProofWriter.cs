using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SecureDialogue.Wire.Proofs;

/// <summary>Lays out <c>label || 0x00 || fields</c>; numbers are big-endian, fields of no fixed length enter as their SHA-256.</summary>
internal sealed class ProofWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    internal ProofWriter(string label)
    {
        _bytes.Write(Encoding.ASCII.GetBytes(label));
        _bytes.Write(new byte[] { 0 });
    }

    internal ProofWriter(string label, ProofContext context)
        : this(label) => Id(context.Relay).Fixed(context.Nonce.Span, Limits.KeyBytes);

    internal ProofWriter Id<T>(T id)
        where T : struct, IOpaqueId<T> => Fixed(id.ToBytes(), OpaqueId.Bytes);

    internal ProofWriter Fixed(ReadOnlySpan<byte> field, int length)
    {
        if (field.Length != length)
        {
            throw new ArgumentException($"The field has {length} bytes.", nameof(field));
        }

        _bytes.Write(field);
        return this;
    }

    internal ProofWriter Hashed(ReadOnlySpan<byte> field) => Fixed(SHA256.HashData(field), SHA256.HashSizeInBytes);

    /// <summary>SHA-256 over the SHA-256 of each element, preceded by their count.</summary>
    internal ProofWriter Hashed(IReadOnlyList<ReadOnlyMemory<byte>> fields)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> count = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(count, fields.Count);
        hash.AppendData(count);
        foreach (var field in fields)
        {
            hash.AppendData(SHA256.HashData(field.Span));
        }

        return Fixed(hash.GetHashAndReset(), SHA256.HashSizeInBytes);
    }

    internal ProofWriter Number(ulong number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        _bytes.Write(bytes);
        return this;
    }

    internal ProofWriter Number(long number) => Number(checked((ulong)number));

    internal byte[] ToBytes() => _bytes.WrittenSpan.ToArray();
}
