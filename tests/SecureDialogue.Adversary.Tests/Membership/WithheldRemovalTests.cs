using SecureDialogue.Adversary.Tests.Relay;
using SecureDialogue.Client;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Membership;

/// <summary>B09, B07: a relay that keeps a removal from happening, or from being seen.</summary>
public sealed class WithheldRemovalTests
{
    [Fact]
    public async Task B09_a_removal_that_the_relay_only_pretends_to_take_is_not_reported_as_done_and_is_done_later()
    {
        await using var talks = await HostileTalks.OfAsync("amal", "boris");
        var lie = talks.Relay.On(Calls.Commit).Pretend(_ => new StoredReply(RelayCode.Ok, 99));

        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.RemoveMemberAsync(Talks.Plenary, "amal"));
        var meanwhile = await talks.Founder.RosterAsync();
        talks.Relay.BeHonest();
        await talks.Founder.SyncAsync();

        lie.RequireActed();
        Assert.NotEmpty(refused.Message);
        Assert.Contains("amal", meanwhile);
        Assert.DoesNotContain("amal", await talks.Founder.RosterAsync());
        await talks.RequireAllTalkAsync("boris");
    }

    [Fact]
    public async Task B09_who_is_not_shown_a_removal_order_is_told_and_writes_nothing_to_the_removed()
    {
        await using var talks = await HostileTalks.OfAsync("amal", "boris", "carla");
        await talks.RecogniseAsync("boris");
        var withhold = talks.Relay.OnItems().From("boris").EndBefore(item => item.Kind is ItemKind.Lasting or ItemKind.Commit);
        await talks.Founder.Client.RemoveMemberAsync(Talks.Plenary, "amal");

        var notices = (await talks["boris"].SyncAsync()).Notices;
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks["boris"].SayAsync("waits"));
        talks.Relay.BeHonest();
        await talks["boris"].SyncAsync();

        withhold.RequireActed();
        Assert.Contains(notices, notice => notice.Contains("keeps a part of a channel back", StringComparison.Ordinal));
        Assert.Equal(DialogueError.NotReady, refused.Error);
        Assert.DoesNotContain("boris: waits", await talks["amal"].HeardAsync());
        Assert.Contains("boris: waits", await talks["carla"].HeardAsync());
        await talks.RequireAllTalkAsync("boris", "carla");
    }

    [Fact]
    public async Task B07_B09_a_relay_that_stands_still_for_one_member_gets_nothing_of_what_that_member_writes()
    {
        await using var talks = await HostileTalks.OfAsync("amal", "boris", "carla");
        await talks.RecogniseAsync("boris");
        var frozen = (await talks["boris"].ChannelAsync()).Epoch;
        var still = talks.Relay.On(Calls.Read).From("boris").Change(reply => reply with { Items = [], Head = 0, More = false });
        await talks.Founder.Client.RemoveMemberAsync(Talks.Plenary, "amal");

        var notices = (await talks["boris"].SyncAsync()).Notices;
        await Assert.ThrowsAsync<DialogueException>(() => talks["boris"].SayAsync("not to be sent"));

        still.RequireActed();
        Assert.Contains(notices, notice => notice.Contains("ends before what this device read", StringComparison.Ordinal));
        Assert.Equal(frozen, (await talks["boris"].ChannelAsync()).Epoch);
        await talks.RequireAllTalkAsync("carla");
    }
}
