using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client.Texts;

/// <summary>Shows a version with the brackets that may be read where it is asked for: those of that channel, and those released to all.</summary>
internal sealed class TextReader(DeviceSession session)
{
    private readonly TextShelf _shelf = new(session);

    /// <summary>The newest version, or the one of a number.</summary>
    /// <exception cref="DialogueException">There is none.</exception>
    internal SingleTextView Read(ChannelState state, int? version)
    {
        var newest = _shelf.Newest(state);
        var home = _shelf.Home(state)!;
        var versions = _shelf.Versions(home);
        var text = version is { } number ? versions.FirstOrDefault(one => one.Number == number) : newest;
        if (text is null)
        {
            throw new DialogueException(DialogueError.NotFound, "no version has this number here", $"the newest is {newest.Number}");
        }

        var places = home.Channel == state.Channel ? [home] : new[] { home, state };
        var numbers = versions.ToDictionary(one => one.Id, one => one.Number);
        var putBy = _shelf.Of(home).First(one => one.Item.Content is SingleText put && put.Id == text.Id).Item;
        return new SingleTextView(
            text.Title,
            text.Number,
            text.Id.ToString(),
            TextWords.Short(text.Id),
            TextWords.Banner,
            Name(home, putBy),
            [.. text.Clauses.Select(clause => clause.Words)],
            [.. places.SelectMany(place => Brackets(place, numbers))]);
    }

    private IEnumerable<BracketView> Brackets(ChannelState state, Dictionary<ObjectHash, int> numbers) => _shelf.Of(state).SelectMany(one => one.Item.Content switch
    {
        Bracket bracket => (BracketView[])[new(one.Number, numbers.GetValueOrDefault(bracket.Text), bracket.Clause, bracket.Words, one.Item.Party, Name(state, one.Item), false)],
        BracketRelease release => [new(one.Number, numbers.GetValueOrDefault(release.Text), release.Clause, release.Words, release.Side.Value, Name(state, one.Item), true)],
        _ => [],
    });

    private static string Name(ChannelState state, KeptItem item) => Profiles.NameOf(Profiles.Of(state), item.Author);
}
