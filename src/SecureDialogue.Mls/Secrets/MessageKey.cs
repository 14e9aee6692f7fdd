using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Secrets;

/// <summary>Key and nonce of one generation (RFC 9420 §9.1). Owns them.</summary>
internal sealed class MessageKey(Secret key, Secret nonce) : IDisposable
{
    internal Secret Key { get; } = key;

    internal Secret Nonce { get; } = nonce;

    internal MessageKey Copy() => new(Key.Copy(), Nonce.Copy());

    public void Dispose()
    {
        Key.Dispose();
        Nonce.Dispose();
    }
}
