using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Channels.Presence;

/// <summary>Asks the store, never what this node remembers, whether a connection has proven the epoch that is current now.</summary>
internal sealed class CurrentEpoch(ChannelsDatabase channels)
{
    /// <summary>The epoch's access key, or why there is none for this connection.</summary>
    public Task<(RelayCode Code, byte[] Key)> FindAsync(ChannelId channel, ulong epoch, ConnectionState connection, CancellationToken cancellation) =>
        connection.Proofs.Knows(channel)
            ? channels.Store.ReadAsync(rows => Find(rows, channel, epoch, connection), cancellation)
            : Task.FromResult((RelayCode.NotProven, Array.Empty<byte>()));

    private static (RelayCode Code, byte[] Key) Find(IRows rows, ChannelId id, ulong epoch, ConnectionState connection)
    {
        if (ChannelRow.Find(rows, id) is not { } channel)
        {
            return (RelayCode.NotFound, []);
        }

        if ((long)epoch != channel.Epoch)
        {
            return (RelayCode.StaleEpoch, []);
        }

        var key = EpochRow.Find(rows, channel.Number, channel.Epoch)?.Key;
        return key is not null && connection.Proofs.Has(id, channel.Epoch, key) ? (RelayCode.Ok, key) : (RelayCode.NotProven, []);
    }
}
