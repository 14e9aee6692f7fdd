using SecureDialogue.Server.Platform.Sqlite;
using SecureDialogue.Server.Relay;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Channels;

/// <summary>Opens an epoch's items to a connection.</summary>
internal sealed class ProveHandler(ChannelsDatabase channels, ChannelSubscriptions subscriptions) : IHandler<ProveRequest, ProveReply>
{
    public Task<ProveReply> HandleAsync(ProveRequest request, ConnectionState connection, CancellationToken cancellation) =>
        Task.FromResult(Prove(request, connection));

    private ProveReply Prove(ProveRequest request, ConnectionState connection)
    {
        var (channel, epoch) = Find(request);
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
        subscriptions.Add(request.Channel, connection);
        var now = Find(request).Channel ?? channel;
        return new ProveReply(RelayCode.Ok, now.Epoch == epoch.Epoch, epoch.OpenedBy, epoch.OpenedDigest, now.Head);
    }

    private (ChannelRow? Channel, EpochRow? Epoch) Find(ProveRequest request) => channels.File.Read(rows =>
        ChannelRow.Find(rows, request.Channel) is { } channel
            ? (channel, EpochRow.Find(rows, channel.Number, (long)request.Epoch))
            : ((ChannelRow?)null, (EpochRow?)null));
}
