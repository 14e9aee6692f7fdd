using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SecureDialogue.Server.Platform.Nodes;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;
using Xunit.Abstractions;

namespace SecureDialogue.Server.Tests.Platform.Redis;

public sealed class TwoNodesTests(ITestOutputHelper output)
{
    private const int Kills = 3;

    [Fact]
    public async Task Clients_of_two_nodes_are_pushed_what_the_others_say_small_large_and_acts()
    {
        using var redis = await RedisServer.StartAsync();
        await using var nodes = await TwoNodes.OpenAsync(redis.Setting);
        var channel = await nodes.First.ChannelAsync();
        await using var here = await nodes.First.MemberAsync(channel);
        await using var there = await nodes.MemberThereAsync(channel);

        _ = await channel.PostAsync(here, 0, [1]);
        _ = await channel.PostAsync(there, 0, new byte[100_000]);
        _ = await channel.SetAsync(here, Wire.Proofs.StewardVerb.ClosePosts, 2);
        _ = await channel.CommitAsync(there, 0, [4], after: 3);

        foreach (var member in new[] { here, there })
        {
            Assert.True(await RelayConnection.EventuallyAsync(() => member.Pushed.Count == 4));
            var pushed = member.Pushed.OrderBy(item => item.Sequence).ToList();
            Assert.Equal([1, 2, 3, 4], pushed.Select(item => item.Sequence));
            Assert.Equal([ItemKind.Talk, ItemKind.Talk, ItemKind.Steward, ItemKind.Commit], pushed.Select(item => item.Kind));
            Assert.Equal((await channel.ReadAsync(here, 0)).Items.Select(item => item.Hash.ToArray()), pushed.Select(item => item.Hash.ToArray()));
        }
    }

    [Fact]
    public async Task Whom_a_commit_left_out_is_pushed_nothing_more_on_the_other_node_either()
    {
        using var redis = await RedisServer.StartAsync();
        await using var nodes = await TwoNodes.OpenAsync(redis.Setting);
        var channel = await nodes.First.ChannelAsync();
        await using var here = await nodes.First.MemberAsync(channel);
        await using var removed = await nodes.MemberThereAsync(channel);
        _ = await channel.CommitAsync(here, 0, [1]);
        await using var stays = await nodes.MemberThereAsync(channel, 1);
        _ = await channel.ProveAsync(here, 1);
        _ = await channel.PostAsync(here, 1, [2]);

        Assert.True(await RelayConnection.EventuallyAsync(() => stays.Pushed.Any(item => item.Sequence == 2)));
        Assert.Equal([1], removed.Pushed.Select(item => item.Sequence));
        Assert.Equal(RelayCode.StaleEpoch, (await channel.PostAsync(removed, 0, [3])).Code);
    }

    [Fact]
    public async Task A_letter_is_announced_to_its_owner_on_the_other_node()
    {
        using var redis = await RedisServer.StartAsync();
        await using var nodes = await TwoNodes.OpenAsync(redis.Setting);
        var mailbox = await nodes.First.MailboxAsync();
        await using var owner = await nodes.First.OwnerAsync(mailbox);
        await using var sender = await nodes.Second.ConnectAsync();
        Assert.Equal(RelayCode.Ok, await sender.CodeAsync("Drop", mailbox.Drop([1])));

        Assert.True(await RelayConnection.EventuallyAsync(() => owner.LettersAnnounced == 1));
    }

    [Fact]
    public async Task Without_Redis_nodes_read_the_store()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var channel = await nodes.First.ChannelAsync();
        var mailbox = await nodes.First.MailboxAsync();
        await using var owner = await nodes.First.OwnerAsync(mailbox);
        await using var here = await nodes.First.MemberAsync(channel);
        await using var there = await nodes.MemberThereAsync(channel);
        await using var sender = await nodes.Second.ConnectAsync();

        _ = await channel.PostAsync(there, 0, [1]);
        Assert.Equal(RelayCode.Ok, await sender.CodeAsync("Drop", mailbox.Drop([1])));

        Assert.True(await RelayConnection.EventuallyAsync(() => here.Pushed.Count == 1 && owner.LettersAnnounced == 1));
    }

    [Fact]
    public async Task Names_at_Redis_are_not_the_ids_and_not_alike_for_two_relays()
    {
        using var redis = await RedisServer.StartAsync();
        await using var nodes = await TwoNodes.OpenAsync(redis.Setting);
        var channel = await nodes.First.ChannelAsync();
        await using var member = await nodes.First.MemberAsync(channel);
        var mailbox = await nodes.First.MailboxAsync();
        await using var owner = await nodes.First.OwnerAsync(mailbox);
        using var reader = await redis.ConnectAsync();
        var topics = (await reader.GetServer(redis.Text).SubscriptionChannelsAsync()).Select(topic => (string)topic!).Where(topic => topic.StartsWith("relay:", StringComparison.Ordinal)).ToList();
        var (first, second) = (Names(nodes.First.Relay), Names(nodes.Second));

        Assert.Equal(new[] { $"relay:{first.Of(channel.Id)}", $"relay:{first.Of(mailbox.Id)}" }.Order(), topics.Order());
        Assert.Equal((first.Of(channel.Id), first.Of(mailbox.Id)), (second.Of(channel.Id), second.Of(mailbox.Id)));
        Assert.NotEqual(NodeNames.Draw().Of(channel.Id), first.Of(channel.Id));
        Assert.DoesNotContain(topics, topic => topic.Contains(Convert.ToHexString(channel.Id.ToBytes()), StringComparison.OrdinalIgnoreCase)
            || topic.Contains(Convert.ToHexString(mailbox.Id.ToBytes()), StringComparison.OrdinalIgnoreCase));

        static NodeNames Names(RelayUnderTest relay) => relay.Services.GetRequiredService<NodeNames>();
    }

    [Fact]
    public async Task Redis_killed_again_and_again_loses_doubles_and_disorders_nothing()
    {
        using var redis = await RedisServer.StartAsync();
        await using var nodes = await TwoNodes.OpenAsync(redis.Setting);
        var channel = await nodes.First.ChannelAsync();
        await using var here = await nodes.First.MemberAsync(channel);
        await using var there = await nodes.MemberThereAsync(channel);
        using var over = new CancellationTokenSource();
        var (withRedis, without) = (new ConcurrentBag<long>(), new ConcurrentBag<long>());
        var away = false;
        var posters = new[] { here, there }.Select(async member =>
        {
            while (!over.IsCancellationRequested)
            {
                var reply = await channel.PostAsync(member, 0, [1]);
                Assert.Equal(RelayCode.Ok, reply.Code);
                (Volatile.Read(ref away) ? without : withRedis).Add(reply.Sequence);
                await Task.Delay(10, CancellationToken.None);
            }
        }).ToArray();
        for (var i = 0; i < Kills; i++)
        {
            await Task.Delay(400);
            await redis.KillAsync();
            Volatile.Write(ref away, true);
            await Task.Delay(400);
            Volatile.Write(ref away, false);
            await redis.StartAgainAsync();
        }

        await Task.Delay(400);
        await over.CancelAsync();
        await Task.WhenAll(posters);
        var posted = withRedis.Count + without.Count;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"measured: Redis killed {Kills} times: {posted} posts from two nodes, {without.Count} of them while it was away"));

        Assert.InRange(without.Count, 3 * Kills, posted);
        foreach (var member in new[] { here, there })
        {
            Assert.True(await RelayConnection.EventuallyAsync(() => member.Pushed.Count >= posted));
            Assert.Equal(Enumerable.Range(1, posted).Select(n => (long)n), member.Pushed.Select(item => item.Sequence).Order());
        }

        Assert.Equal(Enumerable.Range(1, posted).Select(n => (long)n), (await channel.ReadAllAsync(here)).Select(item => item.Sequence));
    }
}
