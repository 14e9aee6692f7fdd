using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Channels;

/// <summary>
/// Does a steward's act and logs it, in one transaction. <see cref="StewardVerb.Supersede"/> voids a live commit and everything
/// after it; the epoch it ended is current again with its key, the keys of later epochs are deleted. <see cref="StewardVerb.SetKey"/>
/// puts another access key to the current epoch. An act about anything that is no longer so is answered
/// <see cref="RelayCode.StaleEpoch"/>. What other acts set is in <see cref="StewardSettings"/>.
/// </summary>
internal sealed class StewardHandler(ChannelsDatabase channels, LogWriter log) : IHandler<StewardRequest, StoredReply>
{
    public Task<StoredReply> HandleAsync(StewardRequest request, ConnectionState connection, CancellationToken cancellation) =>
        StewardAct.TryDecode(request.Act.Span, out var act)
            ? channels.Store.WriteAsync(WriteKey.Of(request.Channel, request.Message), batch => Act(batch, request, act!), cancellation)
            : Task.FromResult(StoredReply.Refused(RelayCode.Malformed));

    private StoredReply Act(WriteBatch batch, StewardRequest request, StewardAct act)
    {
        if (ChannelRow.Find(batch.Rows, request.Channel) is not { } channel)
        {
            return StoredReply.Refused(RelayCode.NotFound);
        }

        if (!channel.HasSteward(batch.Rows, act.StewardKey) || !Ed25519.Verify(act.StewardKey.Span, act.SignedBytes(request.Channel), act.Signature.Span))
        {
            return StoredReply.Refused(RelayCode.BadSignature);
        }

        if (ItemRow.FindLive(batch.Rows, channel.Number, request.Message) is > 0 and var first)
        {
            return log.Again(batch, request.Channel, first);
        }

        var (code, changed) = act.IsAboutCommit ? AboutCommit(batch.Rows, channel, act) : StewardSettings.Set(batch.Rows, channel, act);
        return changed is not null && EpochRow.Find(batch.Rows, changed.Number, changed.Epoch) is { } epoch
            ? Store(batch, request, changed, epoch)
            : StoredReply.Refused(code);
    }

    private StoredReply Store(WriteBatch batch, StewardRequest request, ChannelRow channel, EpochRow epoch)
    {
        var after = log.Append(batch, (request.Channel, channel, epoch.Key), (request.Message, ItemKind.Steward, request.Act));
        after.Store(batch.Rows);
        return new StoredReply(RelayCode.Ok, after.Head);
    }

    private static (RelayCode Code, ChannelRow? Changed) AboutCommit(IRows rows, ChannelRow channel, StewardAct act)
    {
        var epoch = act.Verb == StewardVerb.Supersede ? Supersede(rows, channel, act) : SetKey(rows, channel, act);
        return epoch is null ? (RelayCode.StaleEpoch, null) : (RelayCode.Ok, channel with { Epoch = epoch.Epoch });
    }

    /// <summary>The epoch that is current again, or null when the act is not about a live commit.</summary>
    private static EpochRow? Supersede(IRows rows, ChannelRow channel, StewardAct act)
    {
        if (!IsLiveCommit(rows, channel, act, (long)act.Epoch) || EpochRow.Find(rows, channel.Number, (long)act.Epoch) is not { } restored)
        {
            return null;
        }

        ItemRow.VoidFrom(rows, channel.Number, act.Sequence);
        EpochRow.DeleteAfter(rows, channel.Number, restored.Epoch);
        return restored;
    }

    /// <summary>The current epoch, or null when the act is not about the commit that opened it.</summary>
    private static EpochRow? SetKey(IRows rows, ChannelRow channel, StewardAct act)
    {
        if ((long)act.Epoch != channel.Epoch || !IsLiveCommit(rows, channel, act, channel.Epoch - 1)
            || EpochRow.Find(rows, channel.Number, channel.Epoch) is not { } current || current.OpenedBy != act.Sequence)
        {
            return null;
        }

        current.SetKey(rows, channel.Number, act.Key);
        return current;
    }

    private static bool IsLiveCommit(IRows rows, ChannelRow channel, StewardAct act, long epoch) =>
        act.Sequence <= channel.Head
        && ItemRow.Find(rows, channel.Number, act.Sequence) is { Kind: ItemKind.Commit, Void: false } commit
        && (long)commit.Epoch == epoch
        && commit.Hash.Span.SequenceEqual(act.Hash.Span);
}
