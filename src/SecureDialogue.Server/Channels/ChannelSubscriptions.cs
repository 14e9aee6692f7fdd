using System.Collections.Concurrent;
using SecureDialogue.Server.Platform.Nodes;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels;

/// <summary>
/// Which connections have proven an epoch of which channel; in memory only. What this node stores it pushes at once and tells the
/// other nodes; what they tell it pushes; what they stored and this node did not hear of, <see cref="ChannelCatchUp"/> reads.
/// </summary>
internal sealed class ChannelSubscriptions(INodeBus bus, NodeNames names) : ISubscriptions
{
    private readonly Lock _table = new();
    private readonly ConcurrentDictionary<ChannelId, SubscribedChannel> _channels = [];

    /// <summary>The channels that somebody at this node reads.</summary>
    public ICollection<SubscribedChannel> Channels => _channels.Values;

    /// <summary>Ends when whatever is stored from now on reaches the connection.</summary>
    public async Task<SubscribedChannel> AddAsync(ChannelId channel, ConnectionState connection)
    {
        SubscribedChannel subscribed;
        lock (_table)
        {
            if (!_channels.TryGetValue(channel, out subscribed!))
            {
                subscribed = new SubscribedChannel(channel);
                _channels[channel] = subscribed;
                subscribed.Listening = bus.ListenAsync(names.Of(channel), word => Hear(channel, word));
            }

            subscribed.Add(connection);
        }

        await subscribed.Listening;
        if (connection.IsOver)
        {
            Forget(connection);
        }

        return subscribed;
    }

    /// <summary>This node has stored items of one epoch.</summary>
    public void Announce(ChannelId channel, byte[] key, IReadOnlyList<LogItem> items)
    {
        if (_channels.TryGetValue(channel, out var subscribed))
        {
            subscribed.Push(key, items);
        }

        foreach (var item in bus.HasOthers ? items : [])
        {
            bus.Tell(names.Of(channel), StoredWord.Encode(key, item));
        }
    }

    /// <summary>An item was stored before, and perhaps nobody was told.</summary>
    public void Remind(ChannelId channel, long sequence)
    {
        if (_channels.TryGetValue(channel, out var subscribed))
        {
            subscribed.Miss(sequence);
        }

        if (bus.HasOthers)
        {
            bus.Tell(names.Of(channel), StoredWord.Encode(sequence));
        }
    }

    /// <summary>A connection whispers in a channel whose current epoch it has proven.</summary>
    public void Whisper(ChannelId channel, WhisperWord word, ConnectionState from)
    {
        if (_channels.TryGetValue(channel, out var subscribed))
        {
            subscribed.Whisper(word, from);
        }

        if (bus.HasOthers)
        {
            bus.Tell(names.Of(channel), word.Encode());
        }
    }

    public void Forget(ConnectionState connection)
    {
        lock (_table)
        {
            foreach (var channel in connection.Proofs.Channels)
            {
                Forget(channel, connection);
            }
        }
    }

    private void Forget(ChannelId channel, ConnectionState connection)
    {
        if (!_channels.TryGetValue(channel, out var subscribed))
        {
            return;
        }

        subscribed.Remove(connection);
        if (subscribed.IsEmpty && _channels.TryRemove(channel, out _))
        {
            bus.Ignore(names.Of(channel));
        }
    }

    private void Hear(ChannelId channel, byte[] word)
    {
        if (!_channels.TryGetValue(channel, out var subscribed))
        {
            return;
        }

        if (WhisperWord.Decode(word) is { } whisper)
        {
            subscribed.Whisper(whisper, null);
        }
        else if (StoredWord.Decode(word) is { } stored)
        {
            if (stored.Item is { } item)
            {
                subscribed.Push(stored.Key, [item]);
            }
            else
            {
                subscribed.Miss(stored.Sequence);
            }
        }
    }
}
