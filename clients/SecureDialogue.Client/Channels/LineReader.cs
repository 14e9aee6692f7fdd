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
        return [.. session.Store.Range(Bucket.Log(state.Channel), after)
            .Select(entry => View(entry.Ordinal, LocalRecord.Decode<LogLine>(entry.Value.ToArray()), profiles))];
    }

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
