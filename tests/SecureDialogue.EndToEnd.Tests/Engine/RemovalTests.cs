using SecureDialogue.Client;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Sync;
using SecureDialogue.Wire;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>Who is removed reads nothing new, keeps what was read, and comes back by a new admission only.</summary>
public sealed class RemovalTests
{
    [Fact]
    public async Task A_removed_member_has_no_secrets_left_and_keeps_what_was_read()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        await talks.Founder.SayAsync("before");
        await talks.Founder.Client.RemoveMemberAsync(Talks.Plenary, "amal");
        await talks.Founder.SayAsync("after");
        await talks["boris"].SyncAsync();
        await talks["amal"].SyncAsync();

        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].SayAsync("too late"));
        var heard = await talks["amal"].HeardAsync();

        Assert.Equal(DialogueError.Removed, refused.Error);
        Assert.Equal(["founder: before"], heard);
        Assert.Equal(["founder: before", "founder: after"], await talks["boris"].HeardAsync());
        Assert.False(HasSnapshot(talks["amal"]));
        Assert.True(HasSnapshot(talks["boris"]));
    }

    [Fact]
    public async Task A_removed_member_comes_back_by_a_new_admission_under_another_name_only()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        await talks.Founder.Client.RemoveMemberAsync(Talks.Plenary, "amal");

        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["amal"]));
        await talks.AdmitAsync("amal again");
        await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["amal again"]);
        await talks["amal again"].SyncAsync();
        await talks["amal again"].SayAsync("here I am");

        Assert.Contains("somebody was removed before", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["amal again: here I am"], await talks["boris"].HeardAsync());
    }

    [Fact]
    public async Task A_joiners_first_place_in_the_log_is_confirmed_by_the_one_who_added()
    {
        await using var talks = await Talks.OfAsync("amal");
        await talks.AdmitAsync("boris");
        await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["boris"]);
        await talks["boris"].SyncAsync();

        Assert.True(StateOf(talks["boris"]).Confirmed);
        Assert.True(StateOf(talks["boris"]).JoinedAt > 0);
    }

    [Fact]
    public async Task A_removal_that_could_not_be_done_is_not_reported_as_done()
    {
        await using var talks = await Talks.OfAsync("amal", "mallory");
        await using var mallory = await ModifiedClient.OfAsync(talks["mallory"]);
        await mallory.CommitAsync([mallory.PackageOfStranger()], []);

        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks.Founder.Client.RemoveMemberAsync(Talks.Plenary, "mallory"));
        await talks.Founder.Client.SupersedeAsync(Talks.Plenary);
        await talks.Founder.SyncAsync();

        Assert.Contains("somebody is not admitted by the Charter's signatures", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("mallory", await talks.Founder.RosterAsync());
    }

    [Fact]
    public async Task Somebody_added_while_a_removal_is_due_does_not_hold_the_removal_to_be_without_reason()
    {
        await using var talks = await Talks.OfAsync("amal", "carla", "messenger");
        await talks.AdmitAsync("boris");

        // The order comes into the log when the adding facilitator has just fetched the package.
        await using var messenger = await ModifiedClient.OfAsync(talks["messenger"]);
        talks.Relay.Answers.Change<FetchPackageRequest, FetchPackageReply>((_, reply) =>
        {
            talks.Relay.Answers.BeHonest();
            OrderOutAsync(messenger, talks.Founder, talks["amal"]).GetAwaiter().GetResult();
            return reply;
        });
        await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["boris"]);
        await talks["boris"].SyncAsync();
        await talks["carla"].SyncAsync();
        await talks["boris"].SayAsync("boris is in step");

        Assert.DoesNotContain("amal", await talks["boris"].RosterAsync());
        Assert.Equal(["boris: boris is in step"], await talks["carla"].HeardAsync());
    }

    private static async Task OrderOutAsync(ModifiedClient messenger, Participant officer, Participant member)
    {
        var channel = messenger.Channel;
        await using var signer = ModifiedClient.OpenSession(officer);
        await using var theirs = ModifiedClient.OpenSession(member);
        var order = new RemovalOrder(
            channel.Charters.Dialogue, channel.Charters.HeadId, new(channel.State.Id), theirs.Admission!.Id, null, string.Empty, messenger.Session.Now)
            .CoSign(signer.Device.DeviceSeed);
        var id = OpaqueId.Draw<Wire.MessageId>();
        var message = new ContentMessage(
            new Client.Content.MessageId(new(id.ToBytes())),
            1,
            new((ulong)channel.State.Sequence, new(channel.State.Digest)),
            new RemovalOrderContent(order));
        await messenger.PostAsync(id, channel.Group.Protect(message.ToApplicationData(), [], 0), ItemKind.Lasting);
    }

    private static ChannelState StateOf(Participant person)
    {
        using var store = ModifiedClient.OpenStore(person);
        return LocalRecord.Decode<ChannelState>(store.List(Bucket.Channels).Single().Value.ToArray());
    }

    private static bool HasSnapshot(Participant person)
    {
        using var store = ModifiedClient.OpenStore(person);
        return store.List(Bucket.Groups).Count > 0;
    }
}
