using SecureDialogue.Adversary.Tests.Forgery;
using SecureDialogue.Adversary.Tests.Relay;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Trust;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Charters;

/// <summary>Charters that are not in force any more: served again, and signed under by officers who have retired.</summary>
public sealed class OldCharterTests
{
    [Fact]
    public async Task A09_an_admission_by_a_retired_officer_counts_only_if_the_charter_in_force_lists_it()
    {
        await using var talks = await WithRogueAsync();
        var rogueKeys = await Forge.PapersOfAsync(talks["rogue"]);
        var appointed = await Forge.AppointAsync(talks.Founder, rogueKeys.Seed);
        Assert.Equal(CharterRefusal.None, appointed.Verify(out var second));
        var (listed, listedSeed) = Forge.AdmitAlone(rogueKeys, second!);
        var (unlisted, unlistedSeed) = Forge.AdmitAlone(rogueKeys, second!);
        var retired = await Forge.RetireAsync(talks.Founder, "rogue", second!, listed.Id, rogueKeys.Admission.Id);
        await using (var messenger = await ModifiedClient.OfAsync(talks["messenger"]))
        {
            await PostAsync(messenger, retired);
            await PostAsync(messenger, appointed);
        }

        await using var rogue = await ModifiedClient.OfAsync(talks["rogue"]);
        await rogue.CommitAsync([Forge.Package(listed, listedSeed)], []);
        await talks.Founder.SyncAsync();
        var with = await talks.Founder.RosterAsync();
        await rogue.CommitAsync([Forge.Package(unlisted, unlistedSeed)], []);

        await talks.RequireRefusedAsync("somebody is not admitted by the Charter's signatures", "amal");
        await talks.Founder.Client.SupersedeAsync(Talks.Plenary);
        Assert.Equal(5, with.Count);
        Assert.Equal(5, (await talks["amal"].RosterAsync()).Count);
        await talks.RequireAllTalkAsync("amal");
    }

    [Fact]
    public async Task A_charter_that_nobody_with_a_say_signed_leaves_a_line_and_changes_nothing()
    {
        await using var talks = await WithRogueAsync();
        var chain = await Forge.AmendAsync(talks.Founder, charter => charter with { Title = "Mine" });
        var forged = chain with { Versions = [chain.Versions[0], chain.Versions[1].Body.CoSign(Forge.Seed())] };
        await using var messenger = await ModifiedClient.OfAsync(talks["messenger"]);
        await PostAsync(messenger, forged);
        var told = await talks["amal"].NoticesAsync();
        await PostAsync(messenger, chain);
        var later = await talks["amal"].NoticesAsync();

        const string Line = "an act of a member does not hold; it was left out";
        Assert.Equal((1, 1), (told.Count(line => line == Line), later.Count(line => line == Line)));
        await using (var amal = await ModifiedClient.OfAsync(talks["amal"]))
        {
            Assert.Equal("Mine", amal.Channel.Charters.Head.Title);
        }

        await talks.RequireAllTalkAsync("amal");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task B13_a_retired_facilitator_brings_nobody_who_knows_it_into_a_channel_under_the_old_charter(bool knowsIt)
    {
        await using var talks = await WithRogueAsync();
        var friend = await talks.Talks.AdmitAsync("friend");
        if (knowsIt)
        {
            await using var session = ModifiedClient.OpenSession(talks.Founder);
            var newer = await Forge.RetireAsync(talks.Founder, "rogue", session.Charters!);
            await using var theirs = ModifiedClient.OpenSession(friend);
            theirs.Save(theirs.Device with { Charters = newer.Encode() });
        }

        // The relay plays along: to it the twin is a channel in its first epoch.
        var play = talks.Relay.On(Calls.Prove).Change(reply => reply.Code == RelayCode.NotFound ? new ProveReply(RelayCode.Ok, true, 1, new byte[32], 1) : reply);
        await using var rogue = await ModifiedClient.OfAsync(talks["rogue"]);
        var twin = OpaqueId.Draw<ChannelId>().ToBytes();
        await rogue.WelcomeElsewhereAsync(friend, twin, twin, 1);

        var notices = (await friend.SyncAsync()).Notices;

        Assert.Equal(knowsIt ? 0 : 1, (await friend.Client.ChannelsAsync()).Count);
        Assert.Equal(knowsIt, notices.Any(notice => notice.Contains("it was refused", StringComparison.Ordinal)));
        Assert.Equal(!knowsIt, play.Count > 0);
        await talks.RequireAllTalkAsync("amal");
    }

    [Fact]
    public async Task B13_a_participant_brings_nobody_into_a_twin_of_the_channel_and_a_facilitators_is_one()
    {
        await using var talks = await WithRogueAsync();
        var friend = await talks.Talks.AdmitAsync("friend");
        talks.Relay.On(Calls.Prove).Change(reply => reply.Code == RelayCode.NotFound ? new ProveReply(RelayCode.Ok, true, 1, new byte[32], 1) : reply);
        foreach (var (name, isTaken) in new[] { ("amal", false), ("rogue", true) })
        {
            await using var twinMaker = await ModifiedClient.OfAsync(talks[name]);
            var twin = OpaqueId.Draw<ChannelId>().ToBytes();
            await twinMaker.WelcomeElsewhereAsync(friend, twin, twin, 1);
            var notices = (await friend.SyncAsync()).Notices;
            Assert.Equal(isTaken ? 1 : 0, (await friend.Client.ChannelsAsync()).Count);
            Assert.Equal(!isTaken, notices.Any(notice => notice.Contains("it was refused", StringComparison.Ordinal)));
        }

        await talks.RequireAllTalkAsync("amal");
    }

    private static async Task<HostileTalks> WithRogueAsync()
    {
        var talks = await HostileTalks.FoundAsync();
        await talks.Talks.AdmitAsync("rogue", "facilitator");
        await talks.Talks.AdmitAsync("amal");
        await talks.Talks.AdmitAsync("messenger");
        await talks.OpenPlenaryAsync("rogue", "amal", "messenger");
        return talks;
    }

    private static Task<long> PostAsync(ModifiedClient member, SignedCharterChain charters)
    {
        var id = OpaqueId.Draw<Wire.MessageId>();
        return member.PostAsync(id, member.Seal(id, new CharterContent(charters)), ItemKind.Lasting);
    }
}
