using SecureDialogue.Client;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.EndToEnd.Tests.BlindRelay;
using SecureDialogue.Wire;
using MessageId = SecureDialogue.Wire.MessageId;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>Day 12 of the scenario: a home card has cleared lines only, and the name on it is on one device.</summary>
public sealed class HomeCardTests
{
    private const string Aide = "Undersecretary Vantongeren";

    [Fact]
    public async Task C03_words_are_cleared_by_their_author_only_and_no_card_is_made_before()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        var said = await talks.Founder.SayAsync("Metering could be joint");
        var own = await talks["amal"].SayAsync("I would support that");
        await talks["amal"].SyncAsync();
        var stranger = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].Client.ClearAsync(Talks.Plenary, said.Number));
        await using (var rogue = await ModifiedClient.OfAsync(talks["boris"]))
        {
            var id = OpaqueId.Draw<MessageId>();
            await rogue.PostAsync(id, rogue.Seal(id, new Clearance(new(new Opaque(Convert.FromHexString(said.Id))))));
        }

        await talks["amal"].Client.ClearAsync(Talks.Plenary, own.Number);
        await talks["amal"].SyncAsync();
        var early = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].Client.MakeHomeCardAsync(Talks.Plenary, [own.Number, said.Number], Aide));
        var none = await talks["amal"].Client.HomeCardsAsync();
        await talks.Founder.Client.ClearAsync(Talks.Plenary, said.Number);
        await talks["amal"].SyncAsync();
        await talks["amal"].Client.MakeHomeCardAsync(Talks.Plenary, [own.Number, said.Number], Aide);

        var card = Assert.Single(await talks["amal"].Client.HomeCardsAsync());
        Assert.Contains("only the author", stranger.Message, StringComparison.Ordinal);
        Assert.Equal((DialogueError.NotAllowed, $"line {said.Number} is not cleared, so the home card was not made"), (early.Error, early.Message));
        Assert.Empty(none);
        Assert.Equal((Aide, "I would support that|Metering could be joint"), (card.For, string.Join('|', card.Lines)));
        Assert.Contains(await talks["amal"].NoticesAsync(), line => line == "an act of a member does not hold; it was left out");
        Assert.Equal(["cleared", "cleared"], (await talks.Founder.Client.ReadAsync(Talks.Plenary, 0)).Where(line => line.Kind == "text").Select(line => line.Regime));
    }

    [Fact]
    public async Task C24_the_name_on_a_card_is_in_the_own_client_and_nowhere_else_and_what_was_heard_is_closed()
    {
        await using var talks = await SingleTextTests.OfBothSidesAsync();
        var own = await talks["amal"].SayAsync("Metering could be joint");
        await talks["amal"].Client.ClearAsync(Talks.Plenary, own.Number);
        await talks["amal"].SyncAsync();
        await talks["amal"].Client.MakeHomeCardAsync(Talks.Plenary, [own.Number], Aide);
        await talks["amal"].Client.HeardAsync("Hill caucus", "They would look at it");
        var elsewhere = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].Client.HeardAsync(Talks.Plenary, "They would look at it"));
        await talks.SyncAllAsync();

        var others = new NeedleSearch([Aide]);
        foreach (var person in talks.People.Where(one => one.Name != "amal"))
        {
            var lines = (await person.Client.ReadAsync(Talks.Plenary, 0)).Select(line => line.Text);
            others.Search(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', [.. lines, .. (await person.Client.HomeCardsAsync()).Select(card => card.For)])));
        }

        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(talks.Founder.Home)!, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            others.Search(stream, stream.Length);
        }

        var probe = new NeedleSearch([Aide]);
        probe.Search(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', (await talks["amal"].Client.HomeCardsAsync()).Select(card => card.For))));
        Assert.NotEmpty(probe.Found);
        Assert.Empty(others.Found);
        Assert.True(others.BytesSearched > 100_000);
        Assert.Equal("closed", (await talks["boris"].Client.ReadAsync("Hill caucus", 0)).Single(line => line.Text == "They would look at it").Regime);
        Assert.Contains("in a caucus", elsewhere.Message, StringComparison.Ordinal);
    }
}
