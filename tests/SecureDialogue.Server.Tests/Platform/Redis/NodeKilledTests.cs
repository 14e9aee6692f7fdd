using System.Globalization;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;
using Xunit.Abstractions;

namespace SecureDialogue.Server.Tests.Platform.Redis;

public sealed class NodeKilledTests(ITestOutputHelper output)
{
    private const int Kills = 3;
    private const int Posters = 8;

    [Fact]
    public async Task Clients_of_a_node_that_is_killed_go_on_at_another_and_nothing_is_lost_or_doubled()
    {
        using var redis = await RedisServer.StartAsync();
        var setting = await PostgresServer.NewDatabasesAsync();
        await using var scene = await Scene.OpenAsync(setting, redis.Setting);
        var channel = await scene.ChannelAsync();
        await using var listener = await scene.MemberAsync(channel);
        var stored = new List<(MessageId Message, long Sequence)>();
        var moved = 0;
        for (var i = 0; i < Kills; i++)
        {
            using var node = await RelayProcess.StartNodeAsync(setting, redis.Setting);
            var members = await Task.WhenAll(Enumerable.Range(0, Posters).Select(_ => MemberAsync(node.Address, channel)));
            var posters = members.Select(member => PostUntilKilledAsync(member, scene, channel)).ToArray();
            await Task.Delay(600);
            await node.KillAsync();
            foreach (var posted in await Task.WhenAll(posters))
            {
                stored.AddRange(posted);
                moved++;
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"measured: nodes killed {Kills} times: {stored.Count} posts, {moved} of them in flight and sent again to another node"));
        Assert.InRange(stored.Count, 3 * Kills * Posters, int.MaxValue);
        Assert.True(await RelayConnection.EventuallyAsync(() => listener.Pushed.Count >= stored.Count));
        Assert.Equal(Enumerable.Range(1, stored.Count).Select(n => (long)n), listener.Pushed.Select(item => item.Sequence).Order());
        Assert.Equal(stored.OrderBy(post => post.Sequence).Select(post => post.Message), (await channel.ReadAllAsync(listener)).Select(item => item.Message));
    }

    private static async Task<RelayConnection> MemberAsync(Uri node, ChannelActor channel)
    {
        var member = await RelayConnection.OpenAsync(node);
        Assert.Equal(RelayCode.Ok, (await channel.ProveAsync(member, 0)).Code);
        return member;
    }

    /// <summary>Posts one after the other; the one that was in flight is sent again, unchanged, to the scene's relay.</summary>
    private static async Task<List<(MessageId Message, long Sequence)>> PostUntilKilledAsync(RelayConnection member, Scene scene, ChannelActor channel)
    {
        var stored = new List<(MessageId, long)>();
        await using var closing = member;
        while (true)
        {
            var post = channel.Post(0, [1]);
            try
            {
                stored.Add((post.Message, (await member.CallAsync<StoredReply>("Post", post)).Sequence));
            }
            catch (Exception failure) when (failure is InvalidOperationException or IOException or OperationCanceledException or System.Net.WebSockets.WebSocketException)
            {
                await using var again = await scene.MemberAsync(channel);
                var reply = await again.CallAsync<StoredReply>("Post", post);
                Assert.Equal(RelayCode.Ok, reply.Code);
                stored.Add((post.Message, reply.Sequence));
                return stored;
            }
        }
    }
}
