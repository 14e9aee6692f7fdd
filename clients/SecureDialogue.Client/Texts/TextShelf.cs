using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Sync;

namespace SecureDialogue.Client.Texts;

/// <summary>The single text and the brackets of the channels of this device.</summary>
internal sealed class TextShelf(DeviceSession session)
{
    /// <summary>What a channel's log has of them, by number.</summary>
    internal IReadOnlyList<(long Number, KeptItem Item)> Of(ChannelState state) =>
        [.. session.Store.Range(Bucket.Texts(state.Channel), 0).Select(entry => (entry.Ordinal, LocalRecord.Decode<KeptItem>(entry.Value.ToArray())))];

    /// <summary>The channel whose text is meant in another one: the one that was opened last of those that have a text.</summary>
    internal ChannelState? Home(ChannelState state) =>
        Versions(state).Count > 0 ? state : new ChannelShelf(session).All().LastOrDefault(one => Versions(one).Count > 0);

    /// <summary>The versions in a channel's log, the newest last.</summary>
    internal IReadOnlyList<SingleText> Versions(ChannelState state) => [.. Of(state).Select(one => one.Item.Content).OfType<SingleText>()];

    /// <summary>The newest version that is meant in a channel.</summary>
    /// <exception cref="DialogueException">There is none.</exception>
    internal SingleText Newest(ChannelState state) => Home(state) is { } home
        ? Versions(home)[^1]
        : throw new DialogueException(DialogueError.NotFound, "there is no single text yet", "a facilitator puts one with 'dialogue text put'");

    /// <summary>The bracket under a number.</summary>
    /// <exception cref="DialogueException">There is none.</exception>
    internal (Bracket Bracket, string Party) BracketAt(ChannelState state, long number)
    {
        var item = Of(state).FirstOrDefault(one => one.Number == number).Item;
        return item?.Content is Bracket bracket
            ? (bracket, item.Party)
            : throw new DialogueException(DialogueError.NotFound, "no bracket has this number here", "see 'dialogue text show'");
    }
}
