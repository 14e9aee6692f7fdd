using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Channels;

/// <summary>
/// Stores an item of the current epoch. The message id is looked up first: a retry is answered with the first sequence whatever
/// the epoch now is. The proof is compared inside the transaction, so it ends in the one that stores a commit.
/// </summary>
internal sealed class PostHandler(ChannelsDatabase channels, LogWriter log) : IHandler<PostRequest, StoredReply>
{
    public Task<StoredReply> HandleAsync(PostRequest request, ConnectionState connection, CancellationToken cancellation) =>
        connection.Proofs.Knows(request.Channel)
            ? channels.Store.WriteAsync(WriteKey.Of(request.Channel, request.Message), batch => Post(batch, request, connection), cancellation)
            : Task.FromResult(StoredReply.Refused(RelayCode.NotProven));

    private StoredReply Post(WriteBatch batch, PostRequest request, ConnectionState connection)
    {
        var stored = ChannelLogs.Of(batch);
        if (stored.Find(request.Channel) is not { } channel)
        {
            return StoredReply.Refused(RelayCode.NotFound);
        }

        if (stored.FindLive(channel.Number, request.Message) is > 0 and var first)
        {
            return log.Again(batch, request.Channel, first);
        }

        if ((long)request.Epoch != channel.Epoch)
        {
            return StoredReply.Refused(RelayCode.StaleEpoch);
        }

        if (stored.CurrentEpoch(channel) is not { } epoch || !connection.Proofs.Has(request.Channel, epoch.Epoch, epoch.Key))
        {
            return StoredReply.Refused(RelayCode.NotProven);
        }

        if ((channel.Restrictions & (Restrictions.Posts | Restrictions.Closed)) != 0)
        {
            return StoredReply.Refused(RelayCode.Restricted);
        }

        var after = log.Append(batch, (request.Channel, channel, epoch.Key), (request.Message, request.Kind, request.Bytes));
        stored.Store(after);
        return new StoredReply(RelayCode.Ok, after.Head);
    }
}
