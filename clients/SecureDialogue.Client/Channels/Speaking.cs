using SecureDialogue.Client.Content;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Sync;

namespace SecureDialogue.Client.Channels;

/// <summary>What facilitators set for everybody else binds this device before it keeps words: a pause, and slow mode by the own clock.</summary>
internal static class Speaking
{
    /// <summary>Whether it is this person's turn to write.</summary>
    /// <exception cref="DialogueException">The channel is paused, or the own last words are too young.</exception>
    internal static void RequireTurn(DeviceSession session, OpenChannel channel)
    {
        var sets = ChannelDecisions.Decide(session.Admission!.Body, ChannelAct.PostPolicy, channel.Descriptor.Kind) == ActRefusal.None;
        if (sets || channel.Policy is not { } content)
        {
            return;
        }

        var policy = content.Policy.Body;
        if (policy.Pause is { } pause && session.Now.Value < pause.Until.Value)
        {
            throw new DialogueException(
                DialogueError.NotAllowed, $"a facilitator paused this channel until {AdmissionWords.Time(pause.Until)}", "nothing was kept; reading stays open");
        }

        if (policy.SlowModeSeconds > 0 && session.Time.GetUtcNow().ToUnixTimeSeconds() < LastOwn(session, channel) + policy.SlowModeSeconds)
        {
            throw new DialogueException(
                DialogueError.NotAllowed,
                $"slow mode: {policy.SlowModeSeconds} seconds lie between two messages of one person here",
                "nothing was kept; wait a little, then write again");
        }
    }

    /// <summary>When the own last words were written, seconds since 1970; 0 for never.</summary>
    private static long LastOwn(DeviceSession session, OpenChannel channel)
    {
        var own = session.Admission!.Id.Value;
        var said = session.Store.Range(Bucket.Log(channel.State.Channel), long.MinValue)
            .Select(entry => LocalRecord.Decode<LogLine>(entry.Value.ToArray()))
            .Where(line => own.Span.SequenceEqual(line.Author))
            .Select(line => line.SentAt);
        var waiting = channel.Outbox.Values.Where(entry => entry.Kind is (int)ContentKind.Text or (int)ContentKind.Reply).Select(entry => entry.SentAt);
        return said.Concat(waiting).DefaultIfEmpty().Max();
    }
}
