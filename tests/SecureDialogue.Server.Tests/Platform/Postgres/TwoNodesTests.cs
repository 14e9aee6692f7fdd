using System.Globalization;
using System.Security.Cryptography;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;
using Xunit.Abstractions;

namespace SecureDialogue.Server.Tests.Platform.Postgres;

public sealed class TwoNodesTests(ITestOutputHelper output)
{
    private const int Posts = 300;

    private const int Collisions = 20;

    /// <summary>Few, so that the two nodes meet often.</summary>
    private const int InFlight = 4;

    [Fact]
    public async Task Posts_of_two_nodes_to_one_channel_get_one_order_without_gap_loss_or_double()
    {
        await using var scene = await TwoNodes.OpenAsync();
        var channel = await scene.First.ChannelAsync();
        await using var here = await scene.First.MemberAsync(channel);
        await using var there = await scene.Second.ConnectAsync();
        _ = await channel.ProveAsync(there, 0);
        var nodes = await Task.WhenAll(PostAllAsync(here, channel), PostAllAsync(there, channel));

        var items = await channel.ReadAllAsync(here);
        var stored = nodes.SelectMany(node => node).ToDictionary(post => post.Reply.Sequence, post => post.Request);

        Assert.Equal(Enumerable.Range(1, 2 * Posts).Select(n => (long)n), items.Select(item => item.Sequence));
        Assert.All(items, item => Assert.Equal(stored[item.Sequence].Message, item.Message));
        Assert.All(items, item => Assert.Equal(stored[item.Sequence].Bytes.ToArray(), item.Bytes.ToArray()));
        var first = nodes[0].Select(post => post.Reply.Sequence).ToHashSet();
        var changes = items.Zip(items.Skip(1)).Count(pair => first.Contains(pair.First.Sequence) != first.Contains(pair.Second.Sequence));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"measured: two nodes, {2 * Posts} posts to one channel: the log changes hands {changes} times"));
        Assert.InRange(changes, 4, 2 * Posts);
    }

    [Fact]
    public async Task Nodes_that_wait_for_one_channel_at_one_moment_each_append_behind_the_other()
    {
        await using var scene = await TwoNodes.OpenAsync();
        var channel = await scene.First.ChannelAsync();
        await using var here = await scene.First.MemberAsync(channel);
        await using var there = await scene.Second.ConnectAsync();
        _ = await channel.ProveAsync(there, 0);
        for (var i = 0; i < Collisions; i++)
        {
            Task<StoredReply>[] posts;
            await using (var held = await HeldRow.HoldAsync(scene.Setting, channel.Id))
            {
                posts = [channel.PostAsync(here, 0, [1]), channel.PostAsync(there, 0, [2])];
                Assert.True(await held.AreWaitingAsync(2));
            }

            Assert.Equal([(2 * i) + 1, (2 * i) + 2], (await Task.WhenAll(posts)).Select(reply => reply.Sequence).Order());
        }

        var items = await channel.ReadAllAsync(here);
        var digest = items.Aggregate(LogChain.Start(channel.Id), (d, item) => LogChain.Next(d, item.Sequence, item.Kind, item.Epoch, item.Hash.Span));
        _ = await channel.CommitAsync(here, 0, [3]);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"measured: {Collisions} times two nodes waited for one channel at one moment"));

        Assert.Equal(2 * Collisions, items.Count);
        Assert.Equal(LogChain.Next(digest, items.Count + 1, ItemKind.Commit, 0, SHA256.HashData([3])), (await channel.ProveAsync(here, 1)).OpenedDigest.ToArray());
    }

    [Fact]
    public async Task Of_two_commits_on_two_nodes_one_wins_and_a_post_of_before_is_stale_on_both()
    {
        await using var scene = await TwoNodes.OpenAsync();
        var both = 0;
        for (var i = 0; i < 20; i++)
        {
            var channel = await scene.First.ChannelAsync();
            await using var here = await scene.First.MemberAsync(channel);
            await using var there = await scene.Second.ConnectAsync();
            _ = await channel.ProveAsync(there, 0);
            var replies = await Task.WhenAll(channel.CommitAsync(here, 0, [1]), channel.CommitAsync(there, 0, [2]));

            Assert.Equal([RelayCode.Ok, RelayCode.StaleEpoch], replies.Select(reply => reply.Code).Order());
            both += replies[1].Code == RelayCode.Ok ? 1 : 0;
            Assert.Equal(RelayCode.StaleEpoch, (await channel.PostAsync(here, 0, [3])).Code);
            Assert.Equal(RelayCode.StaleEpoch, (await channel.PostAsync(there, 0, [3])).Code);
        }

        output.WriteLine($"measured: of 20 pairs of commits the second node's won {both}");
    }

    [Fact]
    public async Task A_message_id_sent_to_both_nodes_at_once_is_stored_once()
    {
        await using var scene = await TwoNodes.OpenAsync();
        var channel = await scene.First.ChannelAsync();
        await using var here = await scene.First.MemberAsync(channel);
        await using var there = await scene.Second.ConnectAsync();
        _ = await channel.ProveAsync(there, 0);
        for (var i = 1; i <= 50; i++)
        {
            var post = channel.Post(0, [1]);
            var replies = await Task.WhenAll(here.CallAsync<StoredReply>("Post", post), there.CallAsync<StoredReply>("Post", post));
            Assert.All(replies, reply => Assert.Equal(new StoredReply(RelayCode.Ok, i), reply));
        }
    }

    [Fact]
    public async Task A_pass_is_spent_once_and_the_same_request_on_both_nodes_is_answered_alike()
    {
        await using var scene = await TwoNodes.OpenAsync();
        for (var i = 0; i < 20; i++)
        {
            var channel = new ChannelActor(await scene.First.PassAsync(PassKind.Channel));
            var other = new ChannelActor(channel.Pass);
            await using var here = await scene.First.Relay.ConnectAsync();
            await using var there = await scene.Second.ConnectAsync();
            var same = await Task.WhenAll(here.CodeAsync("CreateChannel", channel.Create(here.Context)), there.CodeAsync("CreateChannel", channel.Create(there.Context)));

            Assert.Equal([RelayCode.Ok, RelayCode.Ok], same);
            Assert.Equal(RelayCode.PassSpent, await there.CodeAsync("CreateChannel", other.Create(there.Context)));
        }
    }

    [Fact]
    public async Task A_key_package_is_handed_out_once_by_whichever_node()
    {
        await using var scene = await TwoNodes.OpenAsync();
        var mailbox = await scene.First.MailboxAsync();
        await using var owner = await scene.First.OwnerAsync(mailbox);
        await using var here = await scene.First.Relay.ConnectAsync();
        await using var there = await scene.Second.ConnectAsync();
        var packages = Enumerable.Range(0, Limits.Packages).Select(i => new[] { (byte)i }).ToArray();
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("PutPackages", mailbox.Put(owner.Context, true, packages)));

        var handed = new List<byte>();
        for (var i = 0; i < 5; i++)
        {
            Task<FetchPackageReply>[] fetched;
            await using (var held = await HeldRow.HoldAsync(scene.Setting, mailbox.Id))
            {
                fetched = [.. new[] { here, there }.Select(node => node.CallAsync<FetchPackageReply>("FetchPackage", mailbox.Fetch()))];
                Assert.True(await held.AreWaitingAsync(2));
            }

            handed.AddRange((await Task.WhenAll(fetched)).Select(reply => reply.Package.Span[0]));
        }

        Assert.Equal(packages.Take(10).Select(package => package[0]), handed.Order());
    }

    private static async Task<List<(PostRequest Request, StoredReply Reply)>> PostAllAsync(RelayConnection member, ChannelActor channel)
    {
        var posts = new List<(PostRequest, StoredReply)>();
        foreach (var chunk in Enumerable.Range(0, Posts).Select(i => channel.Post(0, BitConverter.GetBytes(i))).Chunk(InFlight))
        {
            var replies = await Task.WhenAll(chunk.Select(post => member.CallAsync<StoredReply>("Post", post)));
            Assert.All(replies, reply => Assert.Equal(RelayCode.Ok, reply.Code));
            Assert.Equal(replies.Select(reply => reply.Sequence).Order(), replies.Select(reply => reply.Sequence));
            posts.AddRange(chunk.Zip(replies));
        }

        return posts;
    }
}
