using SecureDialogue.Client;
using SecureDialogue.Client.Channels;
using SecureDialogue.Wire;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>A steward can stop a channel, never change who reads it.</summary>
public sealed class StewardTests
{
    [Fact]
    public async Task B11_a_steward_who_undoes_a_valid_change_is_not_followed_and_one_who_undoes_a_refused_one_is()
    {
        await using var talks = await Talks.OfAsync("amal", "boris", "mallory");
        await using (var mallory = await ModifiedClient.OfAsync(talks["mallory"]))
        {
            await mallory.CommitAsync([], [mallory.LeafOf(talks["boris"])]);
        }

        await talks["amal"].SyncAsync();
        await talks.Founder.SyncAsync();
        await talks.Founder.Client.SupersedeAsync(Talks.Plenary);
        await talks["amal"].SyncAsync();
        Assert.Equal("open", (await talks["amal"].ChannelAsync()).State);
        await talks.AdmitAsync("carla");
        await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["carla"]);
        await talks["amal"].SyncAsync();
        Assert.Equal(RelayCode.Ok, await RashSteward.UndoLastCommitAsync(talks.Founder, Talks.Plenary));

        var noticed = (await talks["amal"].SyncAsync()).Notices;
        var refused = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].SayAsync("lost"));

        Assert.Contains(noticed, notice => notice.Contains("a steward undid a change that this device holds to be valid", StringComparison.Ordinal));
        Assert.Equal(DialogueError.ForkedHistory, refused.Error);
        Assert.Equal(5, (await talks["amal"].RosterAsync()).Count);
    }

    [Fact]
    public async Task A_valid_commit_undone_before_its_key_was_proven_is_no_wrong_key()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        await talks.AdmitAsync("carla");
        await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["carla"]);
        await talks.Founder.SayAsync("in the epoch that will be void");
        await TakeWithoutProvingAsync(talks["amal"]);
        Assert.Equal(RelayCode.Ok, await RashSteward.UndoLastCommitAsync(talks.Founder, Talks.Plenary));

        var noticed = (await talks["amal"].SyncAsync()).Notices;

        Assert.Contains(noticed, notice => notice.Contains("a steward undid a change that this device holds to be valid", StringComparison.Ordinal));
        Assert.DoesNotContain(noticed, notice => notice.Contains("access key", StringComparison.Ordinal));
    }

    /// <summary>Reads the commit, and loses the relay before the next epoch is proven.</summary>
    private static async Task TakeWithoutProvingAsync(Participant member)
    {
        var session = ModifiedClient.OpenSession(member);
        await using (session)
        {
            using var channel = OpenChannel.Load(session.Store, new ChannelShelf(session).Find(Talks.Plenary));
            var connection = await session.Relay.ChannelsAsync(CancellationToken.None);
            await ChannelReader.ProveAsync(connection, channel.Id, channel.Group.Epoch, AccessKey.Seed(channel.Group));
            var intake = new ItemIntake(session, channel);
            var items = (await connection.Read(new ReadRequest(channel.Id, channel.State.Sequence))).Items;
            Assert.Contains(items, item => intake.Process(item) == ItemOutcome.EpochEnded);
            channel.Save();
        }
    }
}
