using System.Globalization;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;
using Xunit.Abstractions;

namespace SecureDialogue.Server.Tests.Platform.Nodes;

public sealed class DrainTests(ITestOutputHelper output)
{
    private const int Posters = 12;

    [Fact]
    public async Task A_node_that_is_asked_to_end_answers_what_is_in_flight_refuses_the_rest_and_its_clients_go_on_elsewhere()
    {
        var setting = await PostgresServer.NewDatabasesAsync();
        await using var scene = await Scene.OpenAsync(setting);
        var channel = await scene.ChannelAsync();
        using var node = await RelayProcess.StartNodeAsync(setting, "--Relay:CommitWindowMilliseconds=250");
        var members = await Task.WhenAll(Enumerable.Range(0, Posters).Select(_ => MemberAsync(node.Address, channel)));
        var posts = members.Select(member => PostUntilRefusedAsync(member, channel)).ToList();
        await Task.Delay(600);

        var inFlight = posts.Count(post => !post.IsCompleted);
        var (code, took) = await node.TerminateAsync();
        var results = await Task.WhenAll(posts);
        var closed = await RelayConnection.EventuallyAsync(() => members.All(member => !member.IsOpen));
        await using var again = await scene.MemberAsync(channel);
        var retried = new List<(MessageId Message, long Sequence)>();
        foreach (var (_, last, _) in results)
        {
            retried.Add((last.Message, (await again.CallAsync<StoredReply>("Post", last)).Sequence));
        }

        var read = await channel.ReadAllAsync(again);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"measured: a node ended in {took.TotalSeconds:0.0} s with {inFlight} posts in flight, {results.Sum(one => one.Stored.Count)} stored before"));
        Assert.Equal((0, Posters, true), (code, inFlight, closed));
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.All(results, one => Assert.Equal(RelayCode.Unavailable, one.Answer));
        Assert.Equal(results.SelectMany(one => one.Stored).Concat(retried).OrderBy(one => one.Sequence), read.Select(item => (item.Message, item.Sequence)));
        await Task.WhenAll(members.Select(member => member.DisposeAsync().AsTask()));
    }

    private static async Task<RelayConnection> MemberAsync(Uri node, ChannelActor channel)
    {
        var member = await RelayConnection.OpenAsync(node);
        Assert.Equal(RelayCode.Ok, (await channel.ProveAsync(member, 0)).Code);
        return member;
    }

    /// <summary>Posts one after the other; the last one was answered otherwise, or, null, not at all.</summary>
    private static async Task<(List<(MessageId Message, long Sequence)> Stored, PostRequest Last, RelayCode? Answer)> PostUntilRefusedAsync(RelayConnection member, ChannelActor channel)
    {
        var stored = new List<(MessageId, long)>();
        while (true)
        {
            var post = channel.Post(0, [1]);
            try
            {
                var reply = await member.CallAsync<StoredReply>("Post", post);
                if (reply.Code != RelayCode.Ok)
                {
                    return (stored, post, reply.Code);
                }

                stored.Add((post.Message, reply.Sequence));
            }
            catch (Exception failure) when (failure is InvalidOperationException or IOException or OperationCanceledException or System.Net.WebSockets.WebSocketException)
            {
                return (stored, post, null);
            }
        }
    }
}
