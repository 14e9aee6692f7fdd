namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>B13: a device comes into a channel only by a facilitator's Welcome whose commit stands in the log.</summary>
public sealed class WelcomeTests
{
    [Fact]
    public async Task A_welcome_from_somebody_who_may_not_add_people_is_refused()
    {
        await using var talks = await Talks.OfAsync("mallory");
        var friend = await talks.AdmitAsync("friend");
        await using var mallory = await ModifiedClient.OfAsync(talks["mallory"]);
        var welcome = await mallory.CommitAsync([ModifiedClient.PackageOf(friend)], []);
        await mallory.WelcomeAsync(friend, welcome!.Value);

        var notices = (await friend.SyncAsync()).Notices;

        Assert.Contains(notices, notice => notice.Contains("it was refused", StringComparison.Ordinal));
        Assert.Empty(await friend.Client.ChannelsAsync());
    }

    [Fact]
    public async Task A_welcome_of_a_commit_that_was_undone_lets_nobody_in_and_the_next_one_does()
    {
        await using var talks = await Talks.FoundAsync();
        foreach (var (name, role) in new[] { ("rogue", "facilitator"), ("amal", "participant"), ("friend", "participant") })
        {
            await talks.AdmitAsync(name, role);
        }

        await talks.Founder.Client.CreateChannelAsync(Talks.Plenary, "plenary", ["rogue", "amal"]);
        await talks.SyncAllAsync();
        await using var rogue = await ModifiedClient.OfAsync(talks["rogue"]);
        var welcome = await rogue.CommitAsync([ModifiedClient.PackageOf(talks["friend"])], [rogue.LeafOf(talks["amal"])]);
        await talks.Founder.SyncAsync();
        await talks.Founder.Client.SupersedeAsync(Talks.Plenary);
        await rogue.WelcomeAsync(talks["friend"], welcome!.Value);
        await talks["friend"].SyncAsync();
        var before = await talks["friend"].Client.ChannelsAsync();

        await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["friend"]);
        await talks["friend"].SyncAsync();
        await talks["friend"].SayAsync("in by the right door");

        Assert.Empty(before);
        Assert.Equal(["friend: in by the right door"], await talks["amal"].HeardAsync());
    }

    [Fact]
    public async Task A_rogue_facilitators_welcome_would_have_been_well_made()
    {
        await using var talks = await Talks.FoundAsync();
        await talks.AdmitAsync("rogue", "facilitator");
        await talks.AdmitAsync("friend");
        await talks.Founder.Client.CreateChannelAsync(Talks.Plenary, "plenary", ["rogue"]);
        await talks.SyncAllAsync();
        await using var rogue = await ModifiedClient.OfAsync(talks["rogue"]);
        await rogue.WelcomeAsync(talks["friend"], (await rogue.CommitAsync([ModifiedClient.PackageOf(talks["friend"])], []))!.Value);

        await talks["friend"].SyncAsync();
        await talks["friend"].SayAsync("in");

        Assert.Equal(["friend: in"], await talks.Founder.HeardAsync());
    }
}
