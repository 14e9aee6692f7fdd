using System.Security.Cryptography;

namespace SecureDialogue.Client.Cbor;

/// <summary>Bytes that let somebody act (a token, a key, a pass): compared in fixed time and never printed.</summary>
public readonly struct SecretBytes : IEquatable<SecretBytes>
{
    private readonly byte[]? _bytes;

    /// <summary>Copies bytes.</summary>
    /// <param name="bytes">Any length.</param>
    public SecretBytes(ReadOnlySpan<byte> bytes) => _bytes = bytes.ToArray();

    /// <summary>The bytes, for the one call that uses them.</summary>
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>How many bytes.</summary>
    public int Length => _bytes?.Length ?? 0;

    /// <summary>Whether two hold the same bytes; the time taken tells nothing.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(SecretBytes left, SecretBytes right) => left.Equals(right);

    /// <summary>Whether two hold different bytes; the time taken tells nothing.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(SecretBytes left, SecretBytes right) => !left.Equals(right);

    /// <inheritdoc />
    public bool Equals(SecretBytes other) => CryptographicOperations.FixedTimeEquals(Span, other.Span);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is SecretBytes other && Equals(other);

    /// <summary>The length only: a hash of a secret would be a trace of it.</summary>
    public override int GetHashCode() => Length;

    /// <summary>Says that something is there, never what.</summary>
    public override string ToString() => "(secret)";
}
