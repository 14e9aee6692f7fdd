using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Channels;

/// <summary>Opens an epoch's items to a connection.</summary>
internal sealed class ProveHandler(ChannelsDatabase channels, ChannelSubscriptions subscriptions) : IHandler<ProveRequest, ProveReply>
{
    public async Task<ProveReply> HandleAsync(ProveRequest request, ConnectionState connection, CancellationToken cancellation)
    {
        var (channel, epoch) = await FindAsync(request, cancellation);
        if (channel is null)
        {
            return ProveReply.Refused(RelayCode.NotFound);
        }

        if ((long)request.Epoch > channel.Epoch)
        {
            return ProveReply.Refused(RelayCode.NotYet);
        }

        if (epoch is null || !Ed25519.Verify(epoch.Key, EpochProof.Bytes(connection.Context, request), request.Signature.Span))
        {
            return ProveReply.Refused(RelayCode.WrongKey);
        }

        if (!connection.Proofs.TryAdd(request.Channel, epoch.Epoch, epoch.Key))
        {
            return ProveReply.Refused(RelayCode.TooLarge);
        }

        // Subscribe, then look where the log stands: what is stored in between is in Head or is pushed.
        var subscribed = await subscriptions.AddAsync(request.Channel, connection);
        var now = await channels.Store.ReadAsync(rows => ChannelRow.Find(rows, request.Channel), cancellation) ?? channel;
        subscribed.Begin(now.Head);
        return new ProveReply(RelayCode.Ok, now.Epoch == epoch.Epoch, epoch.OpenedBy, epoch.OpenedDigest, now.Head);
    }

    private Task<(ChannelRow? Channel, EpochRow? Epoch)> FindAsync(ProveRequest request, CancellationToken cancellation) => channels.Store.ReadAsync(
        rows => EpochRow.FindWithChannel(rows, request.Channel, (long)request.Epoch), cancellation);
}
