using SecureDialogue.Server.Platform.Sqlite;
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
            ? channels.File.WriteAsync(batch => Post(batch, request, connection), cancellation)
            : Task.FromResult(StoredReply.Refused(RelayCode.NotProven));

    private StoredReply Post(WriteBatch batch, PostRequest request, ConnectionState connection)
    {
        if (ChannelRow.Find(batch.Rows, request.Channel) is not { } channel)
        {
            return StoredReply.Refused(RelayCode.NotFound);
        }

        if (ItemRow.FindLive(batch.Rows, channel.Number, request.Message) is > 0 and var first)
        {
            return new StoredReply(RelayCode.Ok, first);
        }

        if ((long)request.Epoch != channel.Epoch)
        {
            return StoredReply.Refused(RelayCode.StaleEpoch);
        }

        if (EpochRow.Find(batch.Rows, channel.Number, channel.Epoch) is not { } epoch || !connection.Proofs.Has(request.Channel, epoch.Epoch, epoch.Key))
        {
            return StoredReply.Refused(RelayCode.NotProven);
        }

        if ((channel.Restrictions & (Restrictions.Posts | Restrictions.Closed)) != 0)
        {
            return StoredReply.Refused(RelayCode.Restricted);
        }

        var after = log.Append(batch, (request.Channel, channel, epoch.Key), (request.Message, request.Kind, request.Bytes));
        after.Store(batch.Rows);
        return new StoredReply(RelayCode.Ok, after.Head);
    }
}
