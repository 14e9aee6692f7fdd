using SecureDialogue.Client;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Texts;
using SecureDialogue.Client.Trust;
using SecureDialogue.Wire;
using MessageId = SecureDialogue.Wire.MessageId;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>Day 11 of the scenario: a single text in the plenary, brackets in a caucus, handed over, and released without their author.</summary>
public sealed class SingleTextTests
{
    private const string Caucus = "Hill caucus";
    private const string Line = "Amal's line";
    private static readonly string[] Clauses = ["Both sides read one gauge.", "Figures are published on Fridays."];

    [Fact]
    public async Task Both_sides_read_one_version_and_the_other_side_reads_a_bracket_only_when_a_facilitator_released_it()
    {
        await using var talks = await OfBothSidesAsync();
        var founder = talks.Founder.Client;
        await founder.PutTextAsync(Talks.Plenary, "Water", Clauses);
        await talks.SyncAllAsync();
        var bracket = await talks["amal"].Client.BracketAsync(Caucus, 2, "Figures are [never] published.");
        await talks["boris"].SyncAsync();
        var early = await Assert.ThrowsAsync<DialogueException>(() => founder.ReleaseBracketAsync(Caucus, bracket.Number, Talks.Plenary));
        var unreleased = await talks["carla"].Client.ShowTextAsync(Talks.Plenary, null);
        var handed = await talks["amal"].Client.HandBracketAsync(Caucus, bracket.Number, Line);
        await founder.SyncAsync();
        await founder.ReleaseBracketAsync(Line, handed.Number, Talks.Plenary);
        var twice = await Assert.ThrowsAsync<DialogueException>(() => founder.ReleaseBracketAsync(Line, handed.Number, Talks.Plenary));

        var own = await talks["boris"].Client.ShowTextAsync(Caucus, null);
        var other = await talks["carla"].Client.ShowTextAsync(Talks.Plenary, null);
        Assert.Contains("handed over on a private line", early.Message, StringComparison.Ordinal);
        Assert.Contains("released already", twice.Message, StringComparison.Ordinal);
        Assert.Empty(unreleased.Brackets);
        Assert.Equal((1, own.Hash, "exploratory, binds no one"), (other.Version, other.Hash, other.Standing));
        Assert.Equal(Clauses, other.Clauses);
        Assert.StartsWith(other.Digits.Replace(" ", string.Empty, StringComparison.Ordinal), other.Hash, StringComparison.Ordinal);
        Assert.Contains(own.Brackets, one => one is { Released: false, From: "amal", Side: "hill", Clause: 2 });
        var released = Assert.Single(other.Brackets);
        Assert.Equal((2, "Figures are [never] published.", "hill", "founder", true), (released.Clause, released.Words, released.Side, released.From, released.Released));
        Assert.Contains(await talks["carla"].NoticesAsync(), line => line == "founder released a bracket of hill on clause 2");
    }

    [Fact]
    public async Task C08_nothing_on_a_device_of_the_other_side_leads_from_a_released_bracket_to_its_author()
    {
        await using var talks = await OfBothSidesAsync();
        await talks.Founder.Client.PutTextAsync(Talks.Plenary, "Water", Clauses);
        await talks.SyncAllAsync();
        var bracket = await talks["amal"].Client.BracketAsync(Caucus, 1, "Each side reads [its own] gauge.");
        var handed = await talks["amal"].Client.HandBracketAsync(Caucus, bracket.Number, Line);
        await talks.Founder.SyncAsync();
        await talks.Founder.Client.ReleaseBracketAsync(Line, handed.Number, Talks.Plenary);
        await talks.SyncAllAsync();

        var author = (await KeptAsync(talks["amal"], Caucus))[0].Author;
        var atTeam = (await KeptAsync(talks.Founder, Line))[0];
        var other = await KeptAsync(talks["carla"], Talks.Plenary);
        var atOther = Assert.Single(other, one => one.Kind == (int)ContentKind.BracketRelease);

        Assert.Equal(author, atTeam.Author);
        Assert.Equal(other[0].Author, atOther.Author);
        Assert.NotEqual(author, atOther.Author);
        Assert.Equal(string.Empty, atOther.Party);
        Assert.Equal(new BracketRelease(((Bracket)atTeam.Content).Text, 1, "Each side reads [its own] gauge.", PartyCode.Parse("hill")).Encode(), atOther.Body);
        Assert.DoesNotContain(Convert.ToHexStringLower(atOther.Message), new[] { bracket.Id, handed.Id });
    }

    [Fact]
    public async Task A15_only_facilitators_put_and_release_and_of_two_versions_with_one_predecessor_the_first_holds()
    {
        await using var talks = await OfBothSidesAsync();
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].Client.PutTextAsync(Talks.Plenary, "Water", Clauses));
        await talks.Founder.Client.PutTextAsync(Talks.Plenary, "Water", Clauses);
        var inPlenary = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].Client.BracketAsync(Talks.Plenary, 1, "[x]"));
        await talks.SyncAllAsync();
        var first = await talks["carla"].Client.ShowTextAsync(Talks.Plenary, null);
        var hash = new ObjectHash(new Opaque(Convert.FromHexString(first.Hash)));
        await using (var rogue = await ModifiedClient.OfAsync(talks["amal"]))
        {
            await PostAsync(rogue, new SingleText(2, hash, "Mine", [new Clause("x")]));
            await PostAsync(rogue, new Bracket(hash, 1, "[said to all]"));
            await PostAsync(rogue, new BracketRelease(hash, 1, "[said for the others]", PartyCode.Parse("coast")));
        }

        await using (var rogue = await ModifiedClient.OfAsync(talks.Founder))
        {
            await PostAsync(rogue, new SingleText(2, new ObjectHash(new Opaque(new byte[ObjectHash.Bytes])), "Another", [new Clause("x")]));
        }

        var shown = await talks["carla"].Client.ShowTextAsync(Talks.Plenary, null);
        Assert.Equal("only a facilitator does this", refused.Message);
        Assert.Contains("channels of another kind", inPlenary.Message, StringComparison.Ordinal);
        Assert.Equal((first.Hash, 0), (shown.Hash, shown.Brackets.Count));
    }

    private static Task<long> PostAsync(ModifiedClient rogue, ContentBody body)
    {
        var id = OpaqueId.Draw<MessageId>();
        return rogue.PostAsync(id, rogue.Seal(id, body), body.IsLasting ? ItemKind.Lasting : ItemKind.Talk);
    }

    private static async Task<List<KeptItem>> KeptAsync(Participant person, string channel)
    {
        await using var session = ModifiedClient.OpenSession(person);
        return [.. new TextShelf(session).Of(new ChannelShelf(session).Find(channel)).Select(one => one.Item)];
    }

    /// <summary>Two of one side with a caucus and a line, one of the other; the founder is the facilitator in all of them.</summary>
    internal static async Task<Talks> OfBothSidesAsync()
    {
        var talks = await Talks.FoundAsync();
        await talks.AdmitAsync("amal");
        await talks.AdmitAsync("boris");
        await talks.AdmitAsync("carla", side: "coast");
        await talks.Founder.Client.CreateChannelAsync(Talks.Plenary, "plenary", null);
        await talks.Founder.Client.CreateCaucusAsync(Caucus, "hill", null);
        await talks.Founder.Client.CreateChannelAsync(Line, "private-line", ["amal"]);
        await talks.SyncAllAsync();
        await talks.SyncAllAsync();
        return talks;
    }
}
