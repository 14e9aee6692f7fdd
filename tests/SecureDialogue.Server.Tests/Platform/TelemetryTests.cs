using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Platform;

public sealed class TelemetryTests
{
    [Fact]
    public async Task What_a_relay_sends_to_a_collector_counts_calls_and_names_nobody()
    {
        await using var collector = await CollectorAsync();
        await using var scene = await Scene.OpenAsync($"--Relay:MetricsEndpoint={collector.Address}", "--Relay:MetricsSeconds=1");
        var (mailbox, channel) = (await scene.MailboxAsync(), await scene.ChannelAsync());
        await using var owner = await scene.OwnerAsync(mailbox);
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("Drop", mailbox.Drop([1])));
        await using var member = await scene.MemberAsync(channel);
        Assert.Equal(RelayCode.Ok, (await channel.PostAsync(member, 0, [1])).Code);
        Assert.Equal(RelayCode.StaleEpoch, (await channel.PostAsync(member, 7, [1])).Code);

        var sent = await collector.WaitAsync("Post", "StaleEpoch", "Drop", "Channels", "Mailboxes");

        foreach (var name in new[] { "relay.connections", "relay.call.duration", "relay.pushes", "relay.commit.duration", "relay.commit.requests", "dotnet.gc.collections" })
        {
            Assert.Contains(name, sent, StringComparison.Ordinal);
        }

        byte[][] ids = [mailbox.Id.ToBytes(), channel.Id.ToBytes(), scene.Dialogue.ToBytes(), channel.Key(0).Public.ToArray(), mailbox.DropToken];
        Assert.All(ids, id => Assert.All(Spellings(id), spelling => Assert.DoesNotContain(spelling, sent, StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain("127.0.0.1", sent, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.MachineName, sent, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("/relay", sent, StringComparison.Ordinal);
    }

    private static string[] Spellings(byte[] id) => [Encoding.Latin1.GetString(id), Convert.ToHexString(id), Convert.ToBase64String(id), new Guid(id.AsSpan(0, 16)).ToString()];

    private static async Task<Collector> CollectorAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var collector = new Collector(app);
        app.MapPost("/v1/metrics", collector.TakeAsync);
        await app.StartAsync();
        return collector;
    }

    /// <summary>What any collector does: takes what is posted. Strings stand in the bytes as they are.</summary>
    private sealed class Collector(WebApplication app) : IAsyncDisposable
    {
        private readonly ConcurrentQueue<string> _bodies = [];

        public string Address => app.Urls.First() + "/v1/metrics";

        public async Task<IResult> TakeAsync(HttpRequest request)
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            _bodies.Enqueue(Encoding.Latin1.GetString(body.ToArray()));
            return Results.StatusCode((int)HttpStatusCode.OK);
        }

        /// <summary>Everything that came, once each of these words has come.</summary>
        public async Task<string> WaitAsync(params string[] words)
        {
            for (var i = 0; i < 300; i++)
            {
                var all = string.Concat(_bodies);
                if (words.All(word => all.Contains(word, StringComparison.Ordinal)))
                {
                    return all;
                }

                await Task.Delay(50);
            }

            throw new TimeoutException($"{_bodies.Count} bodies came, not with all of: {string.Join(", ", words)}");
        }

        public async ValueTask DisposeAsync() => await app.DisposeAsync();
    }
}
