using SecureDialogue.Wire;

namespace SecureDialogue.Server.Relay;

/// <summary>
/// Which epochs a connection has proven, each with the access key that it was proven with: when a steward sets another key or
/// voids the epoch, the proof is worth nothing from that moment, because the keys are compared again at every use.
/// </summary>
internal sealed class ConnectionProofs
{
    /// <summary>Epochs of one channel that are remembered; who climbs further has read the first ones.</summary>
    private const int Epochs = 64;

    private readonly Lock _proofs = new();
    private readonly Dictionary<ChannelId, List<(long Epoch, byte[] Key)>> _channels = [];

    public IReadOnlyList<ChannelId> Channels
    {
        get
        {
            lock (_proofs)
            {
                return [.. _channels.Keys];
            }
        }
    }

    /// <summary>Remembers a proof; false when the connection has proven as many channels as it may.</summary>
    public bool TryAdd(ChannelId channel, long epoch, byte[] key)
    {
        lock (_proofs)
        {
            if (!_channels.TryGetValue(channel, out var epochs))
            {
                if (_channels.Count >= Limits.ChannelsPerConnection)
                {
                    return false;
                }

                _channels.Add(channel, epochs = []);
            }

            _ = epochs.RemoveAll(proof => proof.Epoch == epoch);
            epochs.Add((epoch, key));
            epochs.RemoveRange(0, Math.Max(0, epochs.Count - Epochs));
            return true;
        }
    }

    public bool Knows(ChannelId channel)
    {
        lock (_proofs)
        {
            return _channels.ContainsKey(channel);
        }
    }

    public bool Has(ChannelId channel, long epoch, ReadOnlySpan<byte> key)
    {
        lock (_proofs)
        {
            if (!_channels.TryGetValue(channel, out var epochs))
            {
                return false;
            }

            foreach (var proof in epochs)
            {
                if (proof.Epoch == epoch)
                {
                    return key.SequenceEqual(proof.Key);
                }
            }

            return false;
        }
    }
}
