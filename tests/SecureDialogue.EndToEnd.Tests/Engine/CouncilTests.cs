using System.Text.Json.Nodes;
using SecureDialogue.Client;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>What three founders decide, each on the own device, over the real relay.</summary>
public sealed class CouncilTests
{
    [Fact]
    public async Task All_founders_have_one_charter_and_its_digits_and_people_enter_by_three_signatures()
    {
        await using var council = await Council.OfAsync("amal", "basim");
        var founders = new[] { council.Facilitator, council.Hill, council.Coast };

        var charters = await Task.WhenAll(founders.Select(one => one.Client.CharterAsync(false)));
        await council["amal"].SayAsync("good morning");

        Assert.Single(charters.Select(one => (one.Id, one.Digits)).Distinct());
        Assert.All(charters, one => Assert.Equal((1, "in force"), (one.Version, one.State)));
        Assert.Equal(["amal: good morning"], await council["basim"].HeardAsync());
        Assert.Equal(["amal", "basim", "ingrid"], await council["basim"].RosterAsync());
        Assert.Empty(await council.Hill.Client.ChannelsAsync());
    }

    [Fact]
    public async Task A09_a_removal_needs_the_quorum_and_happens_when_it_is_there()
    {
        await using var council = await Council.OfAsync("amal", "basim");

        var waiting = await council.Facilitator.Client.RemoveMemberAsync(Talks.Plenary, "amal", "as both sides asked");
        await council.Hill.Client.SignAsync(waiting.Paper);
        await council.SyncAllAsync();
        var before = await council["basim"].RosterAsync();
        var read = await council.Coast.Client.PaperAsync(waiting.Paper);
        await council.Coast.Client.SignAsync(waiting.Paper);
        await council.SyncAllAsync();
        await council.SyncAllAsync();

        Assert.Equal(["amal", "basim", "ingrid"], before);
        Assert.Contains("reason: as both sides asked", read.Terms);
        Assert.Contains("removal of amal", read.Paper.About, StringComparison.Ordinal);
        Assert.Equal(["basim", "ingrid"], await council["basim"].RosterAsync());
        Assert.Equal("removed", (await council["amal"].ChannelAsync()).State);
        await council["basim"].SayAsync("one less");
        Assert.Equal(["basim: one less"], await council.Facilitator.HeardAsync());
        var refused = await Assert.ThrowsAsync<DialogueException>(() => council["basim"].Client.RemoveMemberAsync(Talks.Plenary, "ingrid"));
        Assert.Equal(DialogueError.NotAllowed, refused.Error);
    }

    [Fact]
    public async Task A09_an_amendment_needs_both_sides_and_reaches_people_in_channels_of_which_no_signer_is_a_member()
    {
        await using var council = await Council.OfAsync("amal");
        var draft = JsonNode.Parse(await council.Hill.Client.CharterDraftAsync())!;
        draft["retentionDays"] = 3;

        var proposed = await council.Hill.Client.ProposeCharterAsync(draft.ToJsonString(), [], "after the leak");
        await council.Facilitator.Client.SignAsync(proposed.Paper);
        await council.SyncAllAsync();
        var before = await council["amal"].Client.CharterAsync(false);
        await council.Coast.Client.SignAsync(proposed.Paper);
        await council.SyncAllAsync();
        await council.SyncAllAsync();

        Assert.Equal(("proposed", 2), (proposed.State, proposed.Version));
        Assert.Equal(1, before.Version);
        Assert.Equal(proposed.Id, (await council["amal"].Client.CharterAsync(false)).Id);
        Assert.Equal(proposed.Id, (await council.Facilitator.Client.CharterAsync(false)).Id);
    }
}
