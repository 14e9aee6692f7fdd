using SecureDialogue.Client.Content;
using SecureDialogue.Client.Revocations;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Channels;

/// <summary>Brings one channel up to date: made if it is new, read to its head, healed if it is due, emptied of what waits.</summary>
internal sealed class ChannelSync
{
    private const int MessagesPerEpoch = 150;
    private const uint EpochHours = 24;

    /// <summary>Rounds without any news after which a relay that takes and does not give is left alone until the next sync.</summary>
    private const int IdleRounds = 4;
    private const uint LeafHours = 7 * 24;
    private readonly DeviceSession _session;
    private readonly OpenChannel _channel;

    internal ChannelSync(DeviceSession session, OpenChannel channel)
    {
        _session = session;
        _channel = channel;
        Reader = new ChannelReader(session, channel);
        Commits = new CommitDesk(session, channel, Reader);
        Outbox = new Outbox(session, channel);
    }

    internal ChannelReader Reader { get; }

    internal CommitDesk Commits { get; }

    internal Outbox Outbox { get; }

    /// <summary>Does all of it.</summary>
    /// <returns>How many items were processed.</returns>
    internal async Task<int> RunAsync(CancellationToken cancellation)
    {
        await new ChannelMaker(_session).FinishAsync(_channel, cancellation).ConfigureAwait(false);
        var count = await Reader.ToHeadAsync(cancellation).ConfigureAwait(false);
        await Commits.ResumeAsync(cancellation).ConfigureAwait(false);
        if (Reader.AtHead)
        {
            new CutPoster(_session, _channel).EnqueueMissing();
        }

        await new StewardOffers(_session, _channel).CarryOnAsync(Reader, cancellation).ConfigureAwait(false);
        PostCharterIfNewer();
        count += await EmptyOutboxAsync(cancellation).ConfigureAwait(false);
        await RemoveDueAsync(cancellation).ConfigureAwait(false);
        if (Reader.AtHead && Waits is null && MayCommit())
        {
            await new SwapDesk(_session, _channel, Commits).AnswerAsync(Due, cancellation).ConfigureAwait(false);
            await new DeviceArrivals(_session, _channel, Commits).AddAsync(Due, cancellation).ConfigureAwait(false);
            count += await EmptyOutboxAsync(cancellation).ConfigureAwait(false);
        }

        return count;
    }

    /// <summary>Why what is written here waits although the log was read to its head; null when nothing keeps it.</summary>
    internal DialogueException? Waits => Outbox.IsRestricted ? ChannelProblem.PostsClosed() : ChannelProblem.WhileWriting(_channel.State, Due().Count > 0);

    /// <summary>An amendment has effect in a channel after its place in that channel's log: whoever knows one posts it there (design §4.5).</summary>
    private void PostCharterIfNewer()
    {
        var isNewer = _session.Charters!.Extend(_channel.Charters, out var known) == CharterRefusal.None
            && known.Head.Version > _channel.Charters.Head.Version
            && _channel.Outbox.Values.All(entry => entry.Kind != (int)ContentKind.Charter);
        if (isNewer && Reader.AtHead && MayCommit())
        {
            _channel.EnqueueFirst(new CharterContent(known.Signed), _session.Time.GetUtcNow());
            _channel.Save();
        }
    }

    private async Task<int> EmptyOutboxAsync(CancellationToken cancellation)
    {
        var count = 0;
        var idle = 0;
        while (Reader.AtHead && _channel.Outbox.Count > 0 && idle < IdleRounds)
        {
            await RemoveDueAsync(cancellation).ConfigureAwait(false);
            await RenewIfDueAsync(cancellation).ConfigureAwait(false);
            if (Waits is not null)
            {
                break;
            }

            await Outbox.FlushAsync(cancellation).ConfigureAwait(false);
            var read = await Reader.ToHeadAsync(cancellation).ConfigureAwait(false);
            count += read;
            idle = read == 0 ? idle + 1 : 0;
        }

        if (idle == IdleRounds)
        {
            _session.Alarms.Add("the relay took messages and does not show them; they are kept here");
        }

        return count;
    }

    /// <summary>Only the head can be posted to, and only while every member's removal that is due has been committed.</summary>
    private async Task RemoveDueAsync(CancellationToken cancellation)
    {
        if (Reader.AtHead && Due().Count > 0 && MayCommit())
        {
            await Commits.CommitAsync(() => CommitPlan.Remove(Due()), cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Leaves whose removal is due.</summary>
    internal IReadOnlyList<uint> Due()
    {
        var facts = _channel.Facts;
        var hour = _session.Now > facts.LastHour ? _session.Now : facts.LastHour;
        return [.. facts.Roster
            .Where(member => member.Leaf != _channel.Group.OwnLeaf.Value)
            .Where(member => facts.IsRemovalDue(member.Credential, hour) || facts.HasLeft(member.Credential))
            .Select(member => member.Leaf)];
    }

    private bool MayCommit()
    {
        var facts = _channel.Facts;
        return _channel.State is { NeedsSteward: false, IsClosed: false }
            && facts.Find(_channel.Group.OwnLeaf.Value) is { } own && !facts.IsRemovalDue(own.Credential, _session.Now);
    }

    /// <summary>
    /// A device commits before it posts when the epoch or its own leaf is old, or after many messages: a copied state heals. Where
    /// stewards demand their signature, only their devices can, and the others' talk goes on meanwhile.
    /// </summary>
    private async Task RenewIfDueAsync(CancellationToken cancellation)
    {
        if (IsRenewalDue() && MayCommit())
        {
            await Commits.CommitAsync(() => IsRenewalDue() ? CommitPlan.Renew : null, cancellation).ConfigureAwait(false);
        }
    }

    private bool IsRenewalDue()
    {
        var state = _channel.State;
        var now = _session.Now.Value;
        return state.MessagesInEpoch >= MessagesPerEpoch
            || now >= state.CommitHour + EpochHours
            || now >= state.OwnCommitHour + LeafHours;
    }
}
