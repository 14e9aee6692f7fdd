using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Sync;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Client.Channels;

/// <summary>Posts what facilitators set for a channel: a signed policy that every member reads and whose place in the log decides.</summary>
internal sealed class PolicyDesk(DeviceSession session, OpenChannel channel, ChannelSync sync)
{
    private const int Attempts = 3;

    /// <summary>Sets a channel's title, pause or slow mode; everything else stays as it is.</summary>
    /// <exception cref="DialogueException">Nothing was set: this person is no facilitator here, it is so already, or the channel takes no posts.</exception>
    internal async Task SetAsync(Func<ChannelPolicy, ChannelPolicy> change, CancellationToken cancellation)
    {
        await sync.RunAsync(cancellation).ConfigureAwait(false);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var number = await PostAsync(change, cancellation).ConfigureAwait(false);
            if (channel.Outbox.Values.Any(entry => entry.Kind == (int)ContentKind.Policy))
            {
                throw ChannelProblem.NotWritable(channel.State);
            }

            // Another facilitator's policy may have come first: then this one names the wrong predecessor and is made anew.
            if (channel.Policy?.Policy.Body is { } now && now.Number == number && SaysSo(now, change))
            {
                return;
            }
        }

        throw new DialogueException(DialogueError.NotReady, "other facilitators set something at the same moment", "try again");
    }

    /// <summary>Whether a policy says already what a change asks for.</summary>
    private static bool SaysSo(ChannelPolicy policy, Func<ChannelPolicy, ChannelPolicy> change)
    {
        var asked = change(policy);
        return (asked.Title, asked.SlowModeSeconds, asked.Pause?.Reason, asked.Pause?.Until)
            == (policy.Title, policy.SlowModeSeconds, policy.Pause?.Reason, policy.Pause?.Until);
    }

    private async Task<int> PostAsync(Func<ChannelPolicy, ChannelPolicy> change, CancellationToken cancellation)
    {
        if (ChannelDecisions.Decide(session.Admission!.Body, ChannelAct.PostPolicy, channel.Descriptor.Kind) != ActRefusal.None)
        {
            throw NotAllowed();
        }

        if (channel.State.IsClosed)
        {
            throw ChannelProblem.Closed();
        }

        if (channel.State.Restrictions.HasFlag(Restrictions.Posts))
        {
            throw new DialogueException(DialogueError.NotAllowed, "a steward closed this channel to messages", "nothing was set; open it first");
        }

        var current = channel.Policy?.Policy.Body ?? throw ChannelProblem.NotWritable(channel.State);
        if (SaysSo(current, change))
        {
            throw ChannelProblem.NothingToChange();
        }

        var next = OwnPolicy.Next(session, current, change);
        if (PolicyRules.Check(next, current, channel.Facts) != PolicyRefusal.None)
        {
            throw NotAllowed();
        }

        channel.Enqueue(next, session.Time.GetUtcNow());
        channel.Save();
        await sync.RunAsync(cancellation).ConfigureAwait(false);
        return next.Policy.Body.Number;
    }

    private static DialogueException NotAllowed() => new(
        DialogueError.NotAllowed, "only a facilitator sets this for a channel", "ask a facilitator");
}
