using System.Buffers.Binary;

namespace SecureDialogue.Client.Storage;

/// <summary>Where a record lies: its bucket, and its key or its number.</summary>
internal readonly record struct RecordName
{
    private const byte KeyForm = 0;
    private const byte OrdinalForm = 1;

    private RecordName(string bucket, byte[] bytes, long? ordinal)
    {
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        Bucket = bucket;
        Bytes = bytes;
        Ordinal = ordinal;
    }

    internal string Bucket { get; }

    /// <summary>Form u8, then the key, or the number as u64.</summary>
    internal byte[] Bytes { get; }

    /// <summary>The number; null for a record under a key.</summary>
    internal long? Ordinal { get; }

    internal ReadOnlyMemory<byte> Key => Bytes.AsMemory(1);

    internal static RecordName Of(string bucket, ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, SecureStore.KeyBytes, nameof(key));
        return new(bucket, [KeyForm, .. key], null);
    }

    internal static RecordName Of(string bucket, long ordinal)
    {
        var bytes = new byte[1 + sizeof(long)];
        bytes[0] = OrdinalForm;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1), ordinal);
        return new(bucket, bytes, ordinal);
    }
}
