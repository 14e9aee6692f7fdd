using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Channels;

/// <summary>
/// Ends an epoch: the commit, the next epoch and its access key are one transaction, and the first commit wins. Whoever the
/// commit removes cannot compute the next key, so is out from this transaction on.
/// </summary>
internal sealed class CommitHandler(ChannelsDatabase channels, LogWriter log) : IHandler<CommitRequest, StoredReply>
{
    public Task<StoredReply> HandleAsync(CommitRequest request, ConnectionState connection, CancellationToken cancellation)
    {
        var proof = CommitProof.Bytes(connection.Context, request);
        return connection.Proofs.Knows(request.Channel)
            ? channels.Store.WriteAsync(WriteKey.Of(request.Channel, request.Message), batch => Commit(batch, request, proof), cancellation)
            : Task.FromResult(StoredReply.Refused(RelayCode.NotProven));
    }

    private StoredReply Commit(WriteBatch batch, CommitRequest request, byte[] proof)
    {
        if (ChannelRow.Find(batch.Rows, request.Channel) is not { } channel)
        {
            return StoredReply.Refused(RelayCode.NotFound);
        }

        if (ItemRow.FindLive(batch.Rows, channel.Number, request.Message) is > 0 and var first)
        {
            return log.Again(batch, request.Channel, first);
        }

        if ((long)request.Epoch != channel.Epoch || EpochRow.Find(batch.Rows, channel.Number, channel.Epoch) is not { } epoch)
        {
            return StoredReply.Refused(RelayCode.StaleEpoch);
        }

        if (!Ed25519.Verify(epoch.Key, proof, request.Signature.Span))
        {
            return StoredReply.Refused(RelayCode.BadSignature);
        }

        if (channel.Lasting > request.After)
        {
            return StoredReply.Refused(RelayCode.Behind);
        }

        if (Refusal(batch.Rows, channel, request, proof) is { } refusal)
        {
            return StoredReply.Refused(refusal);
        }

        var after = log.Append(batch, (request.Channel, channel, epoch.Key), (request.Message, ItemKind.Commit, request.Bytes));
        (after with { Epoch = after.Epoch + 1 }).Store(batch.Rows);
        new EpochRow(after.Epoch + 1, request.NextKey.ToArray(), after.Head, after.Digest).Insert(batch.Rows, channel.Number);
        return new StoredReply(RelayCode.Ok, after.Head);
    }

    /// <summary>A steward's signature is needed where stewards demand it, and holds wherever there is one.</summary>
    private static RelayCode? Refusal(IRows rows, ChannelRow channel, CommitRequest request, byte[] proof) => request switch
    {
        _ when channel.Restrictions.HasFlag(Restrictions.Closed) => RelayCode.Restricted,
        { StewardKey.IsEmpty: true } => channel.Restrictions.HasFlag(Restrictions.Demand) ? RelayCode.Restricted : null,
        _ => channel.HasSteward(rows, request.StewardKey) && Ed25519.Verify(request.StewardKey.Span, proof, request.StewardSignature.Span)
            ? null
            : RelayCode.BadSignature,
    };
}
