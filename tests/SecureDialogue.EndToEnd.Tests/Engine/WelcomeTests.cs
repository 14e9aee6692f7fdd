using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Sync;
using SecureDialogue.Wire;

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

    [Theory]
    [InlineData(20, true, 1UL)]
    [InlineData(OpaqueId.Bytes, false, 1UL)]
    [InlineData(OpaqueId.Bytes, true, 2UL)]
    public async Task A_welcome_to_another_place_than_its_letter_says_is_refused_and_holds_nothing_up(int idBytes, bool sameChannel, ulong epoch)
    {
        await using var talks = await Talks.FoundAsync();
        await talks.AdmitAsync("rogue", "facilitator");
        await talks.AdmitAsync("friend");
        await talks.Founder.Client.CreateChannelAsync(Talks.Plenary, "plenary", ["rogue"]);
        await talks.SyncAllAsync();
        await using var rogue = await ModifiedClient.OfAsync(talks["rogue"]);
        var group = Enumerable.Repeat((byte)1, idBytes).ToArray();
        await rogue.WelcomeElsewhereAsync(talks["friend"], group, sameChannel ? group : new byte[OpaqueId.Bytes], epoch);
        await rogue.WelcomeAsync(talks["friend"], (await rogue.CommitAsync([ModifiedClient.PackageOf(talks["friend"])], []))!.Value);

        var notices = (await talks["friend"].SyncAsync()).Notices;
        await talks["friend"].SayAsync("in by the other one");

        Assert.Contains(notices, notice => notice.Contains("it was refused", StringComparison.Ordinal));
        Assert.DoesNotContain((await talks["friend"].SyncAsync()).Notices, notice => notice.Contains("it was refused", StringComparison.Ordinal));
        Assert.Equal(["friend: in by the other one"], await talks.Founder.HeardAsync());
    }

    [Fact]
    public async Task A_welcome_that_fails_as_nobody_expects_ends_alone_and_the_channels_are_synced()
    {
        await using var talks = await WithRogueAsync();
        var friend = talks["friend"];
        await talks.Founder.Client.CreateChannelAsync("Second", "plenary", ["friend"]);
        await friend.SyncAsync();
        await using var rogue = await ModifiedClient.OfAsync(talks["rogue"]);
        await rogue.WelcomeAsync(friend, (await rogue.CommitAsync([ModifiedClient.PackageOf(friend)], []))!.Value);
        await talks.Founder.Client.SendAsync("Second", "heard all the same");
        using (var store = ModifiedClient.OpenStore(friend))
        {
            // A record that is none stands for whatever may be found that this program does not expect.
            store.Write(writer => writer.Put(Bucket.Packages, store.List(Bucket.Packages)[0].Key.Span, [1]));
        }

        var notices = (await friend.SyncAsync()).Notices;

        Assert.Single(notices, notice => notice.Contains("it was refused", StringComparison.Ordinal));
        Assert.Contains(await friend.Client.ReadAsync("Second", 0), line => line.Text == "heard all the same");
        Assert.Single(await friend.Client.ChannelsAsync());
    }

    [Theory]
    [InlineData("rogue", false)]
    [InlineData("friend", false)]
    [InlineData("founder", true)]
    public async Task A_revocation_in_a_welcome_counts_only_as_the_charter_asks(string signer, bool accepted)
    {
        await using var talks = await WithRogueAsync();
        await using var rogue = await ModifiedClient.OfAsync(talks["rogue"]);
        rogue.Revocations = [await RevocationAsync(rogue, talks["gone"], talks[signer])];
        await rogue.WelcomeAsync(talks["friend"], (await rogue.CommitAsync([ModifiedClient.PackageOf(talks["friend"])], []))!.Value);

        var notices = (await talks["friend"].SyncAsync()).Notices;

        Assert.Equal(accepted ? 1 : 0, (await talks["friend"].Client.ChannelsAsync()).Count);
        Assert.Equal(accepted, !notices.Any(notice => notice.Contains("it was refused", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(uint.MaxValue, true)]
    [InlineData(30U, true)]
    [InlineData(5U, false)]
    public async Task A_welcome_dated_ahead_waits_for_its_hour_and_one_that_no_clock_explains_is_refused(uint hoursAhead, bool refused)
    {
        await using var talks = await WithRogueAsync();
        var friend = talks["friend"];
        await using var rogue = await ModifiedClient.OfAsync(talks["rogue"]);
        rogue.HoursAhead = hoursAhead;
        await rogue.WelcomeAsync(friend, (await rogue.CommitAsync([ModifiedClient.PackageOf(friend)], []))!.Value);

        var notices = (await friend.SyncAsync()).Notices;
        var before = await friend.Client.ChannelsAsync();
        await friend.ReopenAsync(new LaterTime(TimeSpan.FromHours(5)));
        await friend.SyncAsync();

        Assert.Empty(before);
        Assert.Contains(notices, notice => notice.Contains(refused ? "it was refused" : "waiting for its hour", StringComparison.Ordinal));
        Assert.Equal(refused ? 0 : 1, (await friend.Client.ChannelsAsync()).Count);
    }

    private static async Task<Talks> WithRogueAsync()
    {
        var talks = await Talks.FoundAsync();
        await talks.AdmitAsync("rogue", "facilitator");
        await talks.AdmitAsync("gone");
        await talks.AdmitAsync("friend");
        await talks.Founder.Client.CreateChannelAsync(Talks.Plenary, "plenary", ["rogue"]);
        await talks.SyncAllAsync();
        return talks;
    }

    private static async Task<CoSigned<Revocation>> RevocationAsync(ModifiedClient member, Participant target, Participant signer)
    {
        var charters = member.Channel.Charters;
        await using var theirs = ModifiedClient.OpenSession(target);
        var revocation = new Revocation(charters.Dialogue, charters.HeadId, theirs.Admission!, false, member.Session.Now);
        await using var signs = ModifiedClient.OpenSession(signer);
        return revocation.CoSign(signs.Device.DeviceSeed);
    }
}
