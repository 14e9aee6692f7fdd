using SecureDialogue.Client;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>A08: a member with a modified client changes who is in the channel. Everybody refuses it, says so, and goes on after the steward.</summary>
public sealed class UnauthorisedCommitTests
{
    [Fact]
    public async Task A08_a_participant_who_adds_a_friend_is_refused_undone_and_passed_over()
    {
        await using var talks = await Talks.OfAsync("amal", "boris", "carla", "mallory");
        var friend = await talks.AdmitAsync("friend");
        await using var mallory = await ModifiedClient.OfAsync(talks["mallory"]);
        await mallory.CommitAsync([ModifiedClient.PackageOf(friend)], []);
        await mallory.SayAsync("only the friend can read this");

        await RequireStoppedAsync(talks["amal"], "its author may not add people");
        await RequireStoppedAsync(talks["boris"], "its author may not add people");
        await RequireStoppedAsync(talks.Founder, "its author may not add people");
        await talks.Founder.Client.SupersedeAsync(Talks.Plenary);

        // carla was away all the time and finds void items only.
        await RequireGoesOnAsync(talks, "amal", "boris", "carla");
        Assert.DoesNotContain("friend", await talks["amal"].RosterAsync());
    }

    [Fact]
    public async Task A08_a_participant_who_adds_a_device_that_nobody_admitted_is_refused()
    {
        await using var talks = await Talks.OfAsync("amal", "mallory");
        await using var mallory = await ModifiedClient.OfAsync(talks["mallory"]);
        await mallory.CommitAsync([mallory.PackageOfStranger()], []);

        await RequireStoppedAsync(talks["amal"], "somebody is not admitted by the Charter's signatures");
        await RequireStoppedAsync(talks.Founder, "somebody is not admitted by the Charter's signatures");
        await talks.Founder.Client.SupersedeAsync(Talks.Plenary);

        await RequireGoesOnAsync(talks, "amal");
    }

    [Fact]
    public async Task A08_a_removal_without_an_order_is_refused_by_the_removed_one_too()
    {
        await using var talks = await Talks.OfAsync("amal", "boris", "mallory");
        await using var mallory = await ModifiedClient.OfAsync(talks["mallory"]);
        await mallory.CommitAsync([], [mallory.LeafOf(talks["boris"])]);

        await RequireStoppedAsync(talks["boris"], "it removes somebody without an order");
        await RequireStoppedAsync(talks.Founder, "it removes somebody without an order");
        await talks.Founder.Client.SupersedeAsync(Talks.Plenary);

        await RequireGoesOnAsync(talks, "amal", "boris");
    }

    [Theory]
    [InlineData(10_000_000UL)]
    [InlineData(4_000_000_000UL)]
    [InlineData(ulong.MaxValue)]
    public async Task A_commit_from_a_far_future_stops_the_channel_only_until_the_steward_acts(ulong hour)
    {
        await using var talks = await Talks.OfAsync("amal", "mallory");
        await using var mallory = await ModifiedClient.OfAsync(talks["mallory"]);
        await mallory.CommitAsync([], [], hour);

        await RequireStoppedAsync(talks["amal"], "it is dated in the future");
        await RequireStoppedAsync(talks.Founder, "it is dated in the future");
        await talks.Founder.Client.SupersedeAsync(Talks.Plenary);

        await RequireGoesOnAsync(talks, "amal");
    }

    [Fact]
    public async Task A_wrong_access_key_is_noticed_and_put_right_by_the_steward()
    {
        await using var talks = await Talks.OfAsync("amal", "boris", "mallory");
        await using var mallory = await ModifiedClient.OfAsync(talks["mallory"]);
        await mallory.CommitAsync([], [], wrongKey: true);

        var noticed = (await talks["amal"].SyncAsync()).Notices;
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].SayAsync("amal says it meanwhile"));
        await talks.Founder.SyncAsync();
        await talks.Founder.Client.SetAccessKeyAsync(Talks.Plenary);

        Assert.Contains(noticed, notice => notice.Contains("access key is wrong", StringComparison.Ordinal));
        Assert.Contains("key", refused.Message, StringComparison.Ordinal);
        await RequireGoesOnAsync(talks, "amal", "boris");
        Assert.Contains("amal: amal says it meanwhile", await talks["boris"].HeardAsync());
    }

    private static async Task RequireStoppedAsync(Participant honest, string why)
    {
        var report = await honest.SyncAsync();
        var refused = await Assert.ThrowsAsync<DialogueException>(() => honest.SayAsync($"{honest.Name} says it meanwhile"));

        Assert.Contains(report.Notices, notice => notice.Contains(why, StringComparison.Ordinal));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Equal("stopped", (await honest.ChannelAsync()).State);
    }

    /// <summary>Everybody who was stopped hears what was said meanwhile and what is said now, in one order.</summary>
    private static async Task RequireGoesOnAsync(Talks talks, params string[] honest)
    {
        Participant[] all = [talks.Founder, .. honest.Select(name => talks[name])];
        foreach (var person in all)
        {
            await person.SyncAsync();
            await person.SayAsync($"{person.Name} goes on");
        }

        var heard = await talks.Founder.HeardAsync();
        foreach (var person in all)
        {
            Assert.Equal(heard, await person.HeardAsync());
            Assert.Single(heard, text => text == $"{person.Name}: {person.Name} goes on");
            Assert.Equal((await talks.Founder.ChannelAsync()).Authenticator, (await person.ChannelAsync()).Authenticator);
        }

        Assert.DoesNotContain(heard, text => text.Contains("friend", StringComparison.Ordinal));
    }
}
