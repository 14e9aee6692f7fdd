using System.Diagnostics;

namespace SecureDialogue.Mls.Crypto;

/// <summary>
/// Writes down, for the tests of ownership, every <see cref="Secret"/> that comes into being on a thread while it is open. Only a
/// debug build writes; in a release build it stays empty.
/// </summary>
internal sealed class SecretLedger : IDisposable
{
    private static readonly ThreadLocal<SecretLedger?> Open = new();

    private readonly List<Secret> _made = [];

    internal SecretLedger() => Open.Value = this;

    /// <summary>Secrets that came into being.</summary>
    internal int Made => _made.Count;

    /// <summary>Those of them that nobody has disposed of.</summary>
    internal int Live => _made.Count(secret => !secret.IsDisposed);

    [Conditional("DEBUG")]
    internal static void Enter(Secret secret) => Open.Value?._made.Add(secret);

    public void Dispose() => Open.Value = null;
}
