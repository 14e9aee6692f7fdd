using Microsoft.Extensions.DependencyInjection;
using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Tests.Platform;

public abstract class RetentionTests(Store store) : StoreTests(store)
{
    [Fact]
    public async Task Expired_talk_loses_its_bytes_and_keeps_its_place_in_the_log()
    {
        var time = new MovableTime();
        await using var scene = await OpenAsync(time);
        var channel = await scene.ChannelAsync(talkDays: 7);
        await using var member = await scene.MemberAsync(channel);
        var talk = channel.Post(0, [1]);
        _ = await member.CallAsync<StoredReply>("Post", talk);
        _ = await channel.PostAsync(member, 0, [2], ItemKind.Lasting);

        await SweepAsync(scene, time, days: 7);
        Assert.Equal([1, 1], (await channel.ReadAsync(member, 0)).Items.Select(item => item.Bytes.Length));
        await SweepAsync(scene, time, days: 1);
        var items = (await channel.ReadAsync(member, 0)).Items;

        Assert.Equal([0, 1], items.Select(item => item.Bytes.Length));
        Assert.Equal(talk.Message, items[0].Message);
        Assert.Equal(1, (await member.CallAsync<StoredReply>("Post", talk)).Sequence);
    }

    [Fact]
    public async Task Talk_of_before_goes_as_early_as_a_steward_says()
    {
        var time = new MovableTime();
        await using var scene = await OpenAsync(time);
        var channel = await scene.ChannelAsync(talkDays: 7);
        await using var member = await scene.MemberAsync(channel);
        _ = await channel.PostAsync(member, 0, [1]);
        Assert.Equal(RelayCode.Ok, (await channel.SetAsync(member, StewardVerb.Shorten, 1, StewardAct.KeyOfDays(2))).Code);

        await SweepAsync(scene, time, days: 2);
        Assert.Equal(1, (await channel.ReadAsync(member, 0)).Items[0].Bytes.Length);
        await SweepAsync(scene, time, days: 1);

        Assert.Equal(0, (await channel.ReadAsync(member, 0)).Items[0].Bytes.Length);
    }

    [Fact]
    public async Task Commits_and_the_keys_of_their_epochs_go_after_their_days()
    {
        var time = new MovableTime();
        await using var scene = await OpenAsync(time);
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        _ = await channel.CommitAsync(member, 0, [1]);

        await SweepAsync(scene, time, Limits.LastingDays);
        Assert.Equal(1, await Databases.NumberAsync(scene.Relay, true, "SELECT count(*) FROM item"));
        await SweepAsync(scene, time, days: 1);

        Assert.Equal(0, await Databases.NumberAsync(scene.Relay, true, "SELECT count(*) FROM item"));
        Assert.Equal(1, await Databases.NumberAsync(scene.Relay, true, "SELECT count(*) FROM epoch"));
        Assert.Equal(RelayCode.WrongKey, (await channel.ProveAsync(member, 0)).Code);
        Assert.True((await channel.ProveAsync(member, 1)).Current);
    }

    [Fact]
    public async Task Letters_that_nobody_fetched_go_after_their_days()
    {
        var time = new MovableTime();
        await using var scene = await OpenAsync(time);
        var mailbox = await scene.MailboxAsync();
        await using var owner = await scene.OwnerAsync(mailbox);
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("Drop", mailbox.Drop([1])));

        await SweepAsync(scene, time, Limits.LetterDays);
        Assert.Equal(1, (await owner.CallAsync<OpenMailboxReply>("OpenMailbox", mailbox.Open(owner.Context))).Letters);
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("Drop", mailbox.Drop([2, 3])));
        await SweepAsync(scene, time, days: 1);

        Assert.Equal(1, (await owner.CallAsync<OpenMailboxReply>("OpenMailbox", mailbox.Open(owner.Context))).Letters);
        Assert.Equal(1, await Databases.NumberAsync(scene.Relay, false, "SELECT count(*) FROM letter"));
        Assert.Equal(2, await Databases.NumberAsync(scene.Relay, false, "SELECT letter_bytes FROM mailbox"));
    }

    private static async Task SweepAsync(Scene scene, MovableTime time, int days)
    {
        time.Advance(days);
        foreach (var sweeper in scene.Relay.Services.GetServices<ISweeper>())
        {
            await sweeper.SweepAsync(time.Day(), CancellationToken.None);
        }
    }
}

public sealed class RetentionTestsOnSqlite() : RetentionTests(Store.Sqlite);

public sealed class RetentionTestsOnPostgres() : RetentionTests(Store.Postgres);
