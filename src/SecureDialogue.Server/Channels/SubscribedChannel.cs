using System.Collections.Concurrent;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels;

/// <summary>The connections at this node that have proven an epoch of a channel, and how far they were pushed its log.</summary>
internal sealed class SubscribedChannel(ChannelId id)
{
    /// <summary>About what a pushed item takes besides its bytes.</summary>
    private const int EventBytes = 512;

    private readonly Lock _log = new();
    private readonly LogProgress _progress = new();
    private readonly ConcurrentDictionary<ConnectionState, bool> _connections = [];

    public ChannelId Id => id;

    /// <summary>Ends when the node hears what others store.</summary>
    public Task Listening { get; set; } = Task.CompletedTask;

    public bool IsEmpty => _connections.IsEmpty;

    /// <summary>Everything up to which sequence was pushed, -1 when the first subscriber has not read yet; and which was heard of.</summary>
    public (long Known, long Heard) Progress
    {
        get
        {
            lock (_log)
            {
                return (_progress.Known, _progress.Heard);
            }
        }
    }

    public bool HasGap
    {
        get
        {
            lock (_log)
            {
                return _progress.HasGap;
            }
        }
    }

    public void Add(ConnectionState connection) => _connections.TryAdd(connection, true);

    public void Remove(ConnectionState connection) => _connections.TryRemove(connection, out _);

    public void Begin(long head)
    {
        lock (_log)
        {
            _progress.Begin(head);
        }
    }

    public void Reach(long sequence)
    {
        lock (_log)
        {
            _progress.Reach(sequence);
        }
    }

    public void Settle(long heard)
    {
        lock (_log)
        {
            _progress.Settle(heard);
        }
    }

    /// <summary>An item is stored that this node does not have.</summary>
    public void Miss(long sequence)
    {
        lock (_log)
        {
            _progress.Hear(sequence);
        }
    }

    /// <summary>Pushes a whisper to those whose proof is of its epoch and its epoch's key, but for who whispers.</summary>
    public void Whisper(WhisperWord word, ConnectionState? from)
    {
        var message = Relay.Push.Event(nameof(IRelayEvents.Whispered), id, word.Epoch, word.Bytes);
        foreach (var (connection, _) in _connections)
        {
            if (connection != from && connection.Proofs.Has(id, (long)word.Epoch, word.Key))
            {
                connection.Outbox.AddIfQuick(message, EventBytes + word.Bytes.Length);
            }
        }
    }

    /// <summary>Pushes items of one epoch, each once, to those whose proof is of that epoch and its key; a steward's act, which is alone, to all.</summary>
    public void Push(byte[] key, IReadOnlyList<LogItem> items)
    {
        List<LogItem> fresh;
        lock (_log)
        {
            fresh = [.. items.Where(item => _progress.Take(item.Sequence))];
        }

        if (fresh.Count == 0 || _connections.IsEmpty)
        {
            return;
        }

        var message = Relay.Push.Event(nameof(IRelayEvents.ItemsStored), id, fresh);
        var bytes = fresh.Sum(item => EventBytes + (item.Bytes.Length * 4 / 3));
        foreach (var (connection, _) in _connections)
        {
            if (fresh[0].Kind == ItemKind.Steward || connection.Proofs.Has(id, (long)fresh[0].Epoch, key))
            {
                connection.Outbox.Add(message, bytes);
            }
        }
    }
}
