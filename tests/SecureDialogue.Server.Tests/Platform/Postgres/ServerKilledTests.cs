using System.Globalization;
using System.Net;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;
using Xunit.Abstractions;

namespace SecureDialogue.Server.Tests.Platform.Postgres;

public sealed class ServerKilledTests(ITestOutputHelper output)
{
    private const int Kills = 3;

    [Fact]
    public async Task What_was_acknowledged_survives_the_server_and_what_was_not_is_stored_once_by_its_retry()
    {
        using var server = await PostgresServer.StartAsync();
        var setting = await server.CreateAsync();
        await using var scene = await Scene.OpenAsync(setting);
        using var http = new HttpClient { BaseAddress = scene.Relay.Address };
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        await using var listener = await scene.MemberAsync(channel);
        using var over = new CancellationTokenSource();
        var posters = Enumerable.Range(0, 8).Select(_ => PostUntilAsync(member, channel, over.Token)).ToArray();
        var notReady = 0;
        for (var i = 0; i < Kills; i++)
        {
            await Task.Delay(300);
            await server.KillAsync();
            await Task.Delay(200);
            notReady += (await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode == HttpStatusCode.ServiceUnavailable ? 1 : 0;
            await server.StartAgainAsync();
        }

        await Task.Delay(300);
        await over.CancelAsync();
        var results = await Task.WhenAll(posters);
        var stored = results.SelectMany(result => result.Stored).ToList();
        var read = await channel.ReadAllAsync(member);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"measured: PostgreSQL killed {Kills} times: {stored.Count} posts, {results.Sum(result => result.Retries)} of them answered by a retry"));

        Assert.True(await RelayConnection.EventuallyAsync(() => listener.Pushed.Count >= stored.Count));
        Assert.Equal(Enumerable.Range(1, stored.Count).Select(n => (long)n), listener.Pushed.Select(item => item.Sequence).Order());
        Assert.Equal(Kills, notReady);
        Assert.InRange(results.Sum(result => result.Retries), Kills, int.MaxValue);
        Assert.Equal(Enumerable.Range(1, stored.Count).Select(n => (long)n), read.Select(item => item.Sequence));
        Assert.Equal(stored.OrderBy(post => post.Sequence).Select(post => post.Message), read.Select(item => item.Message));
    }

    private static async Task<(List<(MessageId Message, long Sequence)> Stored, int Retries)> PostUntilAsync(
        RelayConnection member, ChannelActor channel, CancellationToken over)
    {
        var stored = new List<(MessageId, long)>();
        var retried = 0;
        while (!over.IsCancellationRequested)
        {
            var post = channel.Post(0, [1]);
            var reply = await member.CallAsync<StoredReply>("Post", post);
            retried += reply.Code == RelayCode.Ok ? 0 : 1;
            while (reply.Code == RelayCode.Unavailable)
            {
                await Task.Delay(20, CancellationToken.None);
                reply = await member.CallAsync<StoredReply>("Post", post);
            }

            Assert.Equal(RelayCode.Ok, reply.Code);
            stored.Add((post.Message, reply.Sequence));
        }

        return (stored, retried);
    }
}
