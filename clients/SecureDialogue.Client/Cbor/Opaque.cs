namespace SecureDialogue.Client.Cbor;

/// <summary>Bytes that are compared by value: ids, hashes, public keys, signatures. Printed in hexadecimal, so never for a secret.</summary>
public readonly struct Opaque : IEquatable<Opaque>, IComparable<Opaque>
{
    private readonly byte[]? _bytes;

    /// <summary>Copies bytes.</summary>
    /// <param name="bytes">Any length.</param>
    public Opaque(ReadOnlySpan<byte> bytes) => _bytes = bytes.ToArray();

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>The bytes, for storing or awaiting.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes;

    /// <summary>How many bytes.</summary>
    public int Length => _bytes?.Length ?? 0;

    /// <summary>Whether two hold the same bytes.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Opaque left, Opaque right) => left.Equals(right);

    /// <summary>Whether two hold different bytes.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Opaque left, Opaque right) => !left.Equals(right);

    /// <summary>Whether one sorts before the other.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator <(Opaque left, Opaque right) => left.CompareTo(right) < 0;

    /// <summary>Whether one sorts after the other.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator >(Opaque left, Opaque right) => left.CompareTo(right) > 0;

    /// <summary>Whether one sorts before the other or is the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator <=(Opaque left, Opaque right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one sorts after the other or is the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator >=(Opaque left, Opaque right) => left.CompareTo(right) >= 0;

    /// <summary>A copy of the bytes.</summary>
    public byte[] ToArray() => Span.ToArray();

    /// <inheritdoc />
    public int CompareTo(Opaque other) => Span.SequenceCompareTo(other.Span);

    /// <inheritdoc />
    public bool Equals(Opaque other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Opaque other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>The bytes in lower-case hexadecimal.</summary>
    public override string ToString() => Convert.ToHexStringLower(Span);
}
