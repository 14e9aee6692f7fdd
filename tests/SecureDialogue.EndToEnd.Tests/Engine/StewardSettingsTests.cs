using SecureDialogue.Client;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>What stewards set for a channel: the relay and every member hold to it, and to nobody else's act.</summary>
public sealed class StewardSettingsTests
{
    [Fact]
    public async Task E14_closed_posts_are_refused_at_the_relay_and_what_was_written_goes_out_after()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        Assert.Equal("posts-closed", (await talks.Founder.Client.ClosePostsAsync(Talks.Plenary)).State);
        await using (var flooder = await ModifiedClient.OfAsync(talks["boris"]))
        {
            var id = OpaqueId.Draw<Wire.MessageId>();
            await flooder.PostAsync(id, flooder.Seal(id, Client.Content.TextContent.Of("flood")), answer: RelayCode.Restricted);
        }

        // Whoever comes in after the act learns of it from the relay's refusal; the others read it.
        await talks.AdmitAsync("carla");
        await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["carla"]);
        await talks["carla"].SyncAsync();
        var late = await talks["carla"].SayAsync("kept three");
        Assert.Equal("a steward closed this channel to messages", talks["carla"].Client.LastProblem?.Message);
        var first = await talks["amal"].SayAsync("kept one");
        var why = talks["amal"].Client.LastProblem;
        var second = await talks["amal"].SayAsync("kept two");
        var meanwhile = await talks["amal"].ChannelAsync();
        await talks.Founder.Client.OpenPostsAsync(Talks.Plenary);
        await talks["amal"].SyncAsync();
        await talks["carla"].SyncAsync();

        Assert.True(first.Waiting && second.Waiting && late.Waiting);
        Assert.Equal("a steward closed this channel to messages", why?.Message);
        Assert.Equal(("posts-closed", 2), (meanwhile.State, meanwhile.Waiting));
        Assert.Equal(["amal: kept one", "amal: kept two", "carla: kept three"], await talks["boris"].HeardAsync());
        Assert.Equal("open", (await talks["amal"].ChannelAsync()).State);
        Assert.Contains("a steward closed this channel to messages; what is written waits", await talks["boris"].NoticesAsync());
        Assert.Contains("a steward opened this channel to messages again", await talks["boris"].NoticesAsync());
    }

    [Fact]
    public async Task B16_an_insider_who_commits_again_and_again_is_stopped_by_a_demand_and_the_steward_goes_on()
    {
        await using var talks = await Talks.OfAsync("amal", "boris", "mallory");
        await talks.AdmitAsync("carla");
        await using var mallory = await ModifiedClient.OfAsync(talks["mallory"]);
        await mallory.CommitAsync([], [mallory.LeafOf(talks["boris"])]);
        var id = OpaqueId.Draw<Wire.MessageId>();
        await mallory.PostAsync(id, mallory.Seal(id, new Client.Content.LeaveContent(mallory.Session.Admission!.Id)), ItemKind.Lasting);
        await talks.Founder.SyncAsync();

        // Nobody else can read what was posted after the commit. While it waits at the refused commit, the steward's device can demand, and only then undoes it.
        await talks.Founder.Client.DemandStewardAsync(Talks.Plenary);
        await talks.Founder.Client.SupersedeAsync(Talks.Plenary);
        await using (var again = await ModifiedClient.OfAsync(talks["mallory"]))
        {
            await again.CommitAsync([], [again.LeafOf(talks["boris"])], answer: RelayCode.Restricted);
        }

        Assert.Equal(["carla"], (await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["carla"])).Added);
        await talks["amal"].SyncAsync();
        await talks["amal"].SayAsync("we go on");
        Assert.Equal(["amal: we go on"], await talks["boris"].HeardAsync());
        Assert.Equal(["amal: we go on"], await talks["carla"].HeardAsync());
        Assert.True((await talks["amal"].ChannelAsync()).StewardSigns);
        Assert.Contains("from here on a steward must sign every change of who is in this channel", await talks["amal"].NoticesAsync());
    }

    [Fact]
    public async Task A_member_whose_change_needs_a_steward_waits_in_plain_words_until_the_steward_is_there()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        await talks.AdmitAsync("ingrid", "facilitator");
        await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["ingrid"]);
        await talks.Founder.Client.DemandStewardAsync(Talks.Plenary);
        await talks["amal"].SyncAsync();
        await using (var boris = await ModifiedClient.OfAsync(talks["boris"]))
        {
            var leave = new Client.Content.LeaveContent(boris.Session.Admission!.Id);
            var id = OpaqueId.Draw<Wire.MessageId>();
            await boris.PostAsync(id, boris.Seal(id, leave), ItemKind.Lasting);
        }

        var waits = await talks["amal"].SayAsync("after boris is out");
        var why = talks["amal"].Client.LastProblem;
        await talks.Founder.SyncAsync();
        await talks["amal"].SyncAsync();

        Assert.True(waits.Waiting);
        Assert.Equal("somebody is to be removed from this channel, and a steward must sign that first", why?.Message);
        Assert.DoesNotContain("boris", await talks["amal"].RosterAsync());
        Assert.Equal(["amal: after boris is out"], await talks.Founder.HeardAsync());
    }

    [Fact]
    public async Task A08_an_act_that_no_steward_signed_is_refused_by_the_relay_and_by_members_and_a_stewards_is_taken()
    {
        await using var talks = await Talks.OfAsync("amal", "boris", "mallory");
        byte[] act;
        await using (var mallory = await ModifiedClient.OfAsync(talks["mallory"]))
        {
            act = mallory.Act(StewardVerb.Close).Encode();
            Assert.Equal(RelayCode.BadSignature, await mallory.HandInAsync(act));
        }

        await talks["boris"].SayAsync("in the place of the act");
        await ShowInPlaceOfLastAsync(talks, "amal", act);
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].SayAsync("no"));
        await talks.Founder.Client.CloseChannelAsync(Talks.Plenary);
        await talks["boris"].SyncAsync();
        var closed = await Assert.ThrowsAsync<DialogueException>(() => talks["boris"].SayAsync("no"));

        Assert.Equal(DialogueError.ForkedHistory, refused.Error);
        Assert.Contains("no steward of this channel signed", refused.Message, StringComparison.Ordinal);
        Assert.Equal("a steward closed this channel for good", closed.Message);
        Assert.Equal(["boris: in the place of the act"], await talks["boris"].HeardAsync());
    }

    [Fact]
    public async Task B03_an_act_that_the_relay_or_a_member_brings_a_second_time_is_refused()
    {
        await using var talks = await Talks.OfAsync("amal", "boris", "mallory");
        await talks.Founder.Client.ClosePostsAsync(Talks.Plenary);
        await talks.Founder.Client.OpenPostsAsync(Talks.Plenary);
        await talks["amal"].SyncAsync();
        ReadOnlyMemory<byte> close;
        await using (var mallory = await ModifiedClient.OfAsync(talks["mallory"]))
        {
            close = (await mallory.LogAsync(mallory.Channel.State.JoinedAt)).First(item => item.Kind == ItemKind.Steward).Bytes;
            Assert.Equal(RelayCode.Behind, await mallory.HandInAsync(close));
        }

        await talks["boris"].SayAsync("in the place of the act");
        await ShowInPlaceOfLastAsync(talks, "amal", close);
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].SayAsync("no"));

        Assert.Contains("a steward's act stands where no steward put it", refused.Message, StringComparison.Ordinal);
        Assert.Equal("open", (await talks["boris"].ChannelAsync()).State);
        Assert.Equal(["boris: in the place of the act"], await talks["boris"].HeardAsync());
    }

    [Fact]
    public async Task The_second_facilitator_who_comes_in_is_a_steward_too_and_the_third_is_none()
    {
        await using var talks = await Talks.OfAsync("amal");
        foreach (var name in (string[])["ingrid", "jonas"])
        {
            await talks.AdmitAsync(name, "facilitator");
            await talks.Founder.Client.AddMembersAsync(Talks.Plenary, [name]);
            await talks[name].SyncAsync();
            await talks.Founder.SyncAsync();
            await talks[name].SyncAsync();
        }

        await talks["ingrid"].Client.DemandStewardAsync(Talks.Plenary);
        await talks.AdmitAsync("carla");
        await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["carla"]);
        var none = await Assert.ThrowsAsync<DialogueException>(() => talks["jonas"].Client.ReleaseStewardAsync(Talks.Plenary));
        await talks["carla"].SyncAsync();
        await talks["amal"].SyncAsync();

        Assert.Equal("this device is no steward of this channel", none.Message);
        Assert.True((await talks["amal"].ChannelAsync()).StewardSigns);
        Assert.Equal(["amal", "carla", "founder", "ingrid", "jonas"], await talks["amal"].RosterAsync());
        Assert.Contains("this channel has one more steward", await talks["amal"].NoticesAsync());
    }

    [Fact]
    public async Task B10_a_channel_that_does_not_go_on_is_rebuilt_with_its_people_and_the_old_one_is_closed()
    {
        await using var talks = await Talks.OfAsync("amal", "boris", "mallory");
        await talks["amal"].SayAsync("before");
        await using (var mallory = await ModifiedClient.OfAsync(talks["mallory"]))
        {
            await mallory.CommitAsync([], [mallory.LeafOf(talks["boris"])]);
        }

        await talks["amal"].SyncAsync();
        var rebuilt = await talks.Founder.Client.RebuildChannelAsync(Talks.Plenary);
        await talks["amal"].SyncAsync();
        await talks["boris"].SyncAsync();

        Assert.Equal(["amal", "boris", "mallory"], rebuilt.Added.Order(StringComparer.Ordinal));
        var old = (await talks.Founder.Client.ChannelsAsync()).Single(channel => channel.Id != rebuilt.Channel.Id);
        await talks["amal"].Client.SendAsync(rebuilt.Channel.Id, "we go on");
        Assert.Equal(
            ["we go on"],
            (await talks["boris"].Client.ReadAsync(rebuilt.Channel.Id, 0)).Where(line => line.Kind == "text").Select(line => line.Text));
        Assert.Contains(await talks["boris"].Client.ReadAsync(old.Id, 0), line => line.Text == "before");
        await talks.Founder.Client.SupersedeAsync(old.Id);
        await talks["amal"].SyncAsync();
        Assert.Equal("closed", (await talks["amal"].Client.ChannelsAsync()).Single(channel => channel.Id == old.Id).State);
        Assert.Equal("closed", (await talks.Founder.Client.ChannelsAsync()).Single(channel => channel.Id == old.Id).State);
    }

    [Fact]
    public async Task A_rebuilt_channel_that_went_on_says_where_and_its_title_means_the_new_one()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        var old = await talks["amal"].ChannelAsync();
        var rebuilt = await talks.Founder.Client.RebuildChannelAsync(Talks.Plenary);
        await talks["amal"].SyncAsync();

        Assert.Contains(
            await talks["amal"].Client.ReadAsync(old.Id, 0), line => line.Text == $"This channel goes on as another one of the same title: {rebuilt.Channel.Id}.");
        await talks["amal"].SayAsync("in the new one");
        Assert.Contains(await talks["boris"].Client.ReadAsync(rebuilt.Channel.Id, 0), line => line.Text == "in the new one");
        Assert.Equal("closed", (await talks["amal"].Client.ChannelsAsync()).Single(channel => channel.Id == old.Id).State);
    }

    /// <summary>Whom the relay shows an act where the last item of the log stands, as if it had been stored there.</summary>
    private static async Task ShowInPlaceOfLastAsync(Talks talks, string member, ReadOnlyMemory<byte> act)
    {
        talks.Relay.Answers.ChangeItems(items => [.. items.Select((item, i) => i == items.Count - 1
            ? item with { Kind = ItemKind.Steward, Bytes = act, Hash = System.Security.Cryptography.SHA256.HashData(act.Span) }
            : item)]);
        await Record.ExceptionAsync(talks[member].SyncAsync);
        talks.Relay.Answers.BeHonest();
    }
}
