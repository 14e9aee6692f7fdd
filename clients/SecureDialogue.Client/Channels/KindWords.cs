using SecureDialogue.Client.Content;

namespace SecureDialogue.Client.Channels;

/// <summary>Kinds of channels in the words that commands use.</summary>
internal static class KindWords
{
    private static readonly (ChannelKind Kind, string Word)[] Words =
    [
        (ChannelKind.Plenary, "plenary"),
        (ChannelKind.Caucus, "caucus"),
        (ChannelKind.PrivateLine, "private-line"),
        (ChannelKind.WorkingGroup, "working-group"),
        (ChannelKind.Team, "team"),
        (ChannelKind.Desk, "desk"),
        (ChannelKind.QuietLine, "quiet-line"),
        (ChannelKind.Commons, "commons"),
        (ChannelKind.TextDesk, "text-desk"),
    ];

    internal static string Of(ChannelKind kind) => Words.First(one => one.Kind == kind).Word;

    /// <summary>The kinds that are opened by their word alone: a caucus needs a side, and no version opens quiet lines yet.</summary>
    private static IEnumerable<(ChannelKind Kind, string Word)> Opened => Words.Where(one => one.Kind is not (ChannelKind.Caucus or ChannelKind.QuietLine));

    /// <exception cref="DialogueException">Another word.</exception>
    internal static ChannelKind Parse(string word)
    {
        var kind = Opened.FirstOrDefault(one => one.Word == word).Kind;
        return kind != default
            ? kind
            : throw new DialogueException(
                DialogueError.BadInput, "there is no such kind of channel", $"the kinds are: {string.Join(", ", Opened.Select(one => one.Word))}");
    }
}
