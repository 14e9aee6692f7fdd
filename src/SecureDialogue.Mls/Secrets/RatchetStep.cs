using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Secrets;

/// <summary>A prepared key and the ratchet's state after it, not yet in effect. Owns what nobody has taken.</summary>
internal sealed class RatchetStep(
    uint generation, MessageKey key, Secret? nextSecret = null, List<KeyValuePair<uint, MessageKey>>? skipped = null) : IDisposable
{
    private List<KeyValuePair<uint, MessageKey>> _skipped = skipped ?? [];

    internal uint Generation { get; } = generation;

    internal MessageKey Key { get; } = key;

    /// <summary>The ratchet secret after this generation; null if the key was a skipped one.</summary>
    internal Secret? NextSecret { get; private set; } = nextSecret;

    internal Secret TakeNextSecret()
    {
        var taken = NextSecret ?? throw new InvalidOperationException("the step was taken");
        NextSecret = null;
        return taken;
    }

    internal List<KeyValuePair<uint, MessageKey>> TakeSkipped()
    {
        var taken = _skipped;
        _skipped = [];
        return taken;
    }

    public void Dispose()
    {
        Key.Dispose();
        NextSecret?.Dispose();
        foreach (var (_, skippedKey) in _skipped)
        {
            skippedKey.Dispose();
        }
    }
}
