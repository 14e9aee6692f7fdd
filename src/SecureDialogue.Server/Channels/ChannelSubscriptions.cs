using System.Collections.Concurrent;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels;

/// <summary>
/// Which connections have proven an epoch of which channel. An item is pushed to those whose proof is of its epoch and its
/// epoch's key; a steward's act to all.
/// </summary>
internal sealed class ChannelSubscriptions : ISubscriptions
{
    /// <summary>About what a pushed item takes besides its bytes.</summary>
    private const int EventBytes = 512;

    private readonly ConcurrentDictionary<ChannelId, ConcurrentDictionary<ConnectionState, bool>> _channels = [];

    public void Add(ChannelId channel, ConnectionState connection) => _channels.GetOrAdd(channel, _ => []).TryAdd(connection, true);

    public void Announce(ChannelId channel, byte[] key, LogItem item)
    {
        if (!_channels.TryGetValue(channel, out var connections) || connections.IsEmpty)
        {
            return;
        }

        var message = Push.Event(nameof(IRelayEvents.ItemsStored), channel, new[] { item });
        var bytes = EventBytes + (item.Bytes.Length * 4 / 3);
        foreach (var connection in connections.Keys)
        {
            if (item.Kind == ItemKind.Steward || connection.Proofs.Has(channel, (long)item.Epoch, key))
            {
                connection.Outbox.Add(message, bytes);
            }
        }
    }

    public void Forget(ConnectionState connection)
    {
        foreach (var channel in connection.Proofs.Channels)
        {
            if (_channels.TryGetValue(channel, out var connections))
            {
                _ = connections.TryRemove(connection, out _);
            }
        }
    }
}
