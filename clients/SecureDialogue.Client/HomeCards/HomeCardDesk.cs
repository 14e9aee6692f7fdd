using System.Security.Cryptography;
using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client.HomeCards;

/// <summary>Makes home cards, on this device only. Nothing that its author did not clear gets onto one.</summary>
internal sealed class HomeCardDesk(DeviceSession session)
{
    private const int IdBytes = 16;
    private const int MaxLines = 50;

    /// <summary>All cards, the oldest first.</summary>
    internal IReadOnlyList<HomeCardView> All() => [.. Stored().OrderBy(card => card.MadeAt).Select(View)];

    /// <summary>Makes a card of lines of one channel.</summary>
    /// <exception cref="DialogueException">A line is not cleared, or none was named.</exception>
    internal HomeCardView Make(ChannelState state, IReadOnlyList<long> numbers, string person)
    {
        var name = PlainText.Require(person.Trim(), 128);
        if (name.Length == 0 || numbers.Count is 0 or > MaxLines)
        {
            throw new DialogueException(DialogueError.BadInput, $"a home card names a person and has 1 to {MaxLines} lines", "name both");
        }

        var lines = numbers.Select(number => Cleared(state, number)).ToArray();
        var card = new StoredHomeCard(RandomNumberGenerator.GetBytes(IdBytes), name, session.Time.GetUtcNow().ToUnixTimeSeconds(), lines);
        session.Store.Write(writer => LocalRecord.Put(writer, Bucket.HomeCards, card.Id, card));
        return View(card);
    }

    /// <summary>Deletes a card.</summary>
    /// <exception cref="DialogueException">There is no such card.</exception>
    internal HomeCardView Drop(string id)
    {
        var card = Stored().FirstOrDefault(one => ShortId.Matches(one.Id, id))
            ?? throw new DialogueException(DialogueError.NotFound, "there is no such home card", "see 'dialogue home list'");
        session.Store.Write(writer => writer.Delete(Bucket.HomeCards, card.Id));
        return View(card);
    }

    private string Cleared(ChannelState state, long number)
    {
        var line = LineReader.Find(session, state, number);
        if (line is not { Kind: "text" })
        {
            throw new DialogueException(DialogueError.NotFound, $"no message has the number {number} here", "see 'dialogue read'");
        }

        return Regimes.Of(session, state, line) == Regime.Cleared
            ? line.Text
            : throw new DialogueException(
                DialogueError.NotAllowed, $"line {number} is not cleared, so the home card was not made", "only its author can clear it, with 'dialogue clear'; or leave it out");
    }

    private IEnumerable<StoredHomeCard> Stored() => session.Store.List(Bucket.HomeCards).Select(entry => LocalRecord.Decode<StoredHomeCard>(entry.Value.ToArray()));

    private static HomeCardView View(StoredHomeCard card) => new(ShortId.Of(card.Id), card.For, DateTimeOffset.FromUnixTimeSeconds(card.MadeAt), card.Lines);
}
