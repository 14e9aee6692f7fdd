using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Secrets;

/// <summary>
/// The keys of one sender and kind (RFC 9420 §9.1). A key is first prepared, which changes nothing, and taken only when the
/// message it is for has proved genuine. Owns its secrets.
/// </summary>
internal sealed class SenderRatchet : IDisposable
{
    private readonly CipherSuite _suite;
    private readonly SortedDictionary<uint, MessageKey> _skipped = [];
    private Secret _secret;

    /// <summary>Takes ownership of the secret of generation <paramref name="next"/>.</summary>
    internal SenderRatchet(CipherSuite suite, Secret secret, uint next = 0)
    {
        _suite = suite;
        _secret = secret;
        NextGeneration = next;
    }

    /// <summary>The first generation that was neither used nor skipped.</summary>
    internal uint NextGeneration { get; private set; }

    /// <summary>Derives the key of a generation without changing the ratchet; throws if it was used or is too far.</summary>
    internal RatchetStep Prepare(uint generation)
    {
        if (generation < NextGeneration)
        {
            return _skipped.TryGetValue(generation, out var kept)
                ? new RatchetStep(generation, kept.Copy())
                : throw new MlsException(MlsError.GenerationUsed);
        }

        if (generation - NextGeneration > RatchetWindow.MaxForwardSteps || generation == uint.MaxValue)
        {
            throw new MlsException(MlsError.GenerationTooFar);
        }

        return WindTo(generation);
    }

    /// <summary>Makes a prepared step final: its key is gone from here, those it skipped are kept.</summary>
    internal void Take(RatchetStep step)
    {
        if (step.NextSecret is null)
        {
            if (_skipped.Remove(step.Generation, out var used))
            {
                used.Dispose();
            }

            return;
        }

        _secret.Dispose();
        _secret = step.TakeNextSecret();
        NextGeneration = step.Generation + 1;
        foreach (var (generation, key) in step.TakeSkipped())
        {
            _skipped.Add(generation, key);
        }

        while (_skipped.Count > RatchetWindow.MaxSkippedKeys)
        {
            var oldest = _skipped.First();
            _ = _skipped.Remove(oldest.Key);
            oldest.Value.Dispose();
        }
    }

    internal void Save(TlsWriter writer)
    {
        writer.WriteUInt32(NextGeneration);
        writer.WriteOpaque(_secret.Bytes);
        var start = writer.BeginVector();
        foreach (var (generation, key) in _skipped)
        {
            writer.WriteUInt32(generation);
            writer.WriteOpaque(key.Key.Bytes);
            writer.WriteOpaque(key.Nonce.Bytes);
        }

        writer.EndVector(start);
    }

    internal static SenderRatchet Load(CipherSuite suite, ref TlsReader reader, Custody custody)
    {
        var next = reader.ReadUInt32();
        var ratchet = custody.Hold(new SenderRatchet(suite, new Secret(reader.ReadOpaqueSpan()), next));
        var skipped = new TlsReader(reader.ReadOpaqueSpan());
        while (!skipped.IsAtEnd)
        {
            var generation = skipped.ReadUInt32();
            var key = skipped.ReadOpaqueSpan();
            var nonce = skipped.ReadOpaqueSpan();
            if (ratchet._skipped.ContainsKey(generation))
            {
                throw new MlsException(MlsError.ValueUnknown);
            }

            ratchet._skipped.Add(generation, new MessageKey(new Secret(key), new Secret(nonce)));
        }

        return ratchet;
    }

    public void Dispose()
    {
        _secret.Dispose();
        foreach (var key in _skipped.Values)
        {
            key.Dispose();
        }
    }

    private RatchetStep WindTo(uint generation)
    {
        var skipped = generation == NextGeneration ? null : new List<KeyValuePair<uint, MessageKey>>();
        var secret = _secret;
        for (var current = NextGeneration; ; current++)
        {
            // Older ones would be thrown away by Take at once.
            var key = generation - current > RatchetWindow.MaxSkippedKeys ? null : DeriveKey(secret, current);
            var next = Labels.DeriveTreeSecret(_suite, secret, "secret", current, _suite.HashBytes);
            if (secret != _secret)
            {
                secret.Dispose();
            }

            secret = next;
            if (key is not null && current == generation)
            {
                return new RatchetStep(generation, key, secret, skipped);
            }

            if (key is not null)
            {
                skipped?.Add(new(current, key));
            }
        }
    }

    private MessageKey DeriveKey(Secret secret, uint generation) => new(
        Labels.DeriveTreeSecret(_suite, secret, "key", generation, _suite.AeadKeyBytes),
        Labels.DeriveTreeSecret(_suite, secret, "nonce", generation, _suite.AeadNonceBytes));
}
