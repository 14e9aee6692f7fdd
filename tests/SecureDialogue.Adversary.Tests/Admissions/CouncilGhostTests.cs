using SecureDialogue.Adversary.Tests.Forgery;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Mls.KeyPackages;

namespace SecureDialogue.Adversary.Tests.Admissions;

/// <summary>A facilitator who keeps no rule brings in people who lack something; an honest one brings in their twins, who lack nothing.</summary>
public sealed class CouncilGhostTests(CouncilPlenary plenary) : IClassFixture<CouncilPlenary>
{
    [Theory]
    [InlineData("a facilitator and one side")]
    [InlineData("one side only")]
    [InlineData("both sides and no facilitator")]
    [InlineData("a retired officer for one side")]
    [InlineData("all, for another dialogue")]
    [InlineData("all, and expired")]
    [InlineData("all, under the Charter before, and not listed")]
    [InlineData("all, with a leaf that another key certified")]
    public Task A04_A07_A09_who_lacks_something_is_refused_in_words_and_a_twin_who_lacks_nothing_is_taken(string who)
    {
        var (wrong, right) = plenary.Entrants.Packages(who);
        return RequireOnlyTheTwinComesInAsync(wrong, right, "somebody is not admitted by the Charter's signatures");
    }

    [Fact]
    public async Task A07_who_was_cut_off_before_coming_in_is_refused_in_words_and_a_twin_who_was_not_is_taken()
    {
        var (cut, right, revocation) = plenary.Entrants.CutOff();
        await Forge.PostAsync(plenary.Talks.Founder, revocation);
        await RequireOnlyTheTwinComesInAsync(cut, right, "somebody was removed before");
    }

    private async Task RequireOnlyTheTwinComesInAsync(KeyPackage wrong, KeyPackage right, string words)
    {
        var talks = plenary.Talks;
        await talks["amal"].SyncAsync();
        var before = await talks["amal"].RosterAsync();
        await using (var rogue = await ModifiedClient.OfAsync(talks["rogue"]))
        {
            await rogue.CommitAsync([wrong], []);
        }

        await talks.RequireRefusedAsync(words, "amal");
        await talks.Founder.Client.SupersedeAsync(Talks.Plenary);
        var after = await talks["amal"].RosterAsync();
        await Forge.AddAsync(talks.Founder, right);

        await talks.RequireAllTalkAsync("amal");
        Assert.Equal(before, after);
        Assert.Equal(before.Count + 1, (await talks["amal"].RosterAsync()).Count);
    }
}
