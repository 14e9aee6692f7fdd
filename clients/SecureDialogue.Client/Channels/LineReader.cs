using SecureDialogue.Client.Amendments;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client.Channels;

/// <summary>Turns the kept lines of a channel into what is shown: names are those of the newest signed profiles.</summary>
internal static class LineReader
{
    private const string Unnamed = "somebody whose name has not arrived";

    /// <summary>The lines after a number, in order.</summary>
    internal static IReadOnlyList<MessageView> Read(DeviceSession session, ChannelState state, long after)
    {
        var profiles = Profiles.Of(state);
        return [.. session.Store.Range(Bucket.Log(state.Channel), after).Select(entry =>
        {
            var line = LocalRecord.Decode<LogLine>(entry.Value.ToArray());
            return View(entry.Ordinal, line, profiles) with { ReplyTo = Replied(session, state, line, profiles), Regime = Regimes.Of(session, state, line) is { } regime ? CharterWords.Of(regime) : null };
        })];
    }

    /// <summary>The words under a number.</summary>
    /// <exception cref="DialogueException">There are none.</exception>
    internal static Content.MessageId WordsAt(DeviceSession session, ChannelState state, long number) =>
        Find(session, state, number) is { Message: { Length: > 0 } message }
            ? new(new Opaque(message))
            : throw new DialogueException(DialogueError.NotFound, "no message has this number here", "see 'dialogue read'; notices cannot be answered");

    /// <summary>What a line answers, as far as it is kept in this channel; an id of another channel is one that is not kept.</summary>
    private static RepliedView? Replied(DeviceSession session, ChannelState state, LogLine line, IReadOnlyList<Signed<Profile>> profiles)
    {
        if (line.ReplyTo.Length == 0)
        {
            return null;
        }

        var number = session.Store.Get(Bucket.Shown(state.Channel), line.ReplyTo) is { } stored ? LocalRecord.Decode<long>(stored) : 0;
        var original = number == 0 ? null : Find(session, state, number);
        return new RepliedView(Convert.ToHexStringLower(line.ReplyTo), original is null ? 0 : number, original is null ? string.Empty : Name(profiles, original.Author));
    }

    /// <summary>The line under a number; null for none.</summary>
    internal static LogLine? Find(DeviceSession session, ChannelState state, long number) =>
        session.Store.Get(Bucket.Log(state.Channel), number) is { } stored ? LocalRecord.Decode<LogLine>(stored) : null;

    private static MessageView View(long number, LogLine line, IReadOnlyList<Signed<Profile>> profiles)
    {
        var names = line.People.Select(person => Name(profiles, person)).ToArray();
        var text = names.Length == 0 ? line.Text : string.Format(System.Globalization.CultureInfo.InvariantCulture, line.Text, names);
        return new MessageView(
            number,
            Convert.ToHexStringLower(line.Message),
            line.Author.Length == 0 ? string.Empty : Name(profiles, line.Author),
            line.Party,
            DateTimeOffset.FromUnixTimeSeconds(line.SentAt),
            line.Kind,
            text);
    }

    private static string Name(IReadOnlyList<Signed<Profile>> profiles, byte[] admission) =>
        Profiles.NameOf(profiles, admission) is { Length: > 0 } name ? name : Unnamed;
}
