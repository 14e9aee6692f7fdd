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
    ];

    internal static string Of(ChannelKind kind) => Words.First(one => one.Kind == kind).Word;

    /// <summary>The kinds that this version opens: plenary and private line.</summary>
    /// <exception cref="DialogueException">Another word.</exception>
    internal static ChannelKind Parse(string word) => word switch
    {
        "plenary" => ChannelKind.Plenary,
        "private-line" => ChannelKind.PrivateLine,
        _ => throw new DialogueException(DialogueError.BadInput, "there is no such kind of channel", "the kinds are: plenary, private-line"),
    };
}
