using System.Security.Cryptography;

namespace SecureDialogue.Mls.Crypto;

/// <summary>
/// Secret bytes with one owner, who disposes of them; then they are zeroed. The array is pinned, so that the collector leaves no
/// copies. Handing a <see cref="Secret"/> on means lending it.
/// </summary>
public sealed class Secret : IDisposable
{
    private readonly byte[] _bytes;

    /// <summary>A secret with a copy of the bytes.</summary>
    /// <param name="bytes">Copied.</param>
    public Secret(ReadOnlySpan<byte> bytes)
        : this(bytes.Length) => bytes.CopyTo(_bytes);

    internal Secret(int length)
    {
        _bytes = GC.AllocateArray<byte>(length, pinned: true);
        SecretLedger.Enter(this);
    }

    /// <summary>Bytes of the secret.</summary>
    public int Length => _bytes.Length;

    /// <summary>The bytes; not to be kept beyond the owner's life.</summary>
    /// <exception cref="ObjectDisposedException">The secret was disposed of.</exception>
    public ReadOnlySpan<byte> Bytes => Span;

    internal bool IsDisposed { get; private set; }

    internal Span<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            return _bytes;
        }
    }

    /// <summary>A copy with an owner of its own.</summary>
    public Secret Copy() => new(Bytes);

    /// <inheritdoc />
    public void Dispose()
    {
        IsDisposed = true;
        CryptographicOperations.ZeroMemory(_bytes);
    }

    internal static Secret Random(CipherSuite suite, int length)
    {
        var secret = new Secret(length);
        suite.Crypto.Fill(secret.Span);
        return secret;
    }
}
