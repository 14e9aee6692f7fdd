using System.Diagnostics;
using System.Globalization;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;
using Xunit.Abstractions;

namespace SecureDialogue.Server.Tests.Relay;

/// <summary>Whoever holds a connection without saying something whole is closed, wherever it stops; the times are those of HelloSeconds.</summary>
public sealed class SlowLorisTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Silence_and_trickles_are_closed_in_time_at_every_stage_and_who_speaks_is_not()
    {
        await using var relay = await RelayUnderTest.StartAsync("--Relay:HelloSeconds=1");
        using var idle = await PlainSocket.OpenIdleAsync(relay.Address);
        using var polling = await PollingSocket.NegotiateAsync(relay.Address);
        var stages = new Dictionary<string, Task<TimeSpan>>
        {
            ["silent"] = TimeAsync(async socket => await socket.ClosedAsync()),
            ["headers"] = TimeAsync(socket => socket.TrickleAsync(PlainSocket.Upgrade, Pause)),
            ["one header line"] = TimeAsync(socket => socket.TrickleAsync("GET /" + new string('a', 1000), Pause)),
            ["body"] = TimeAsync(async socket =>
            {
                await socket.WriteAsync($"POST {polling.Connection.PathAndQuery} HTTP/1.1\r\nHost: relay\r\nContent-Length: 1000\r\n\r\n");
                _ = await socket.TrickleAsync(new string('x', 1000), Pause);
            }),
            ["no handshake"] = TimeAsync(async socket =>
            {
                await socket.WriteAsync(PlainSocket.Upgrade);
                await socket.ClosedAsync();
            }),
            ["half a handshake"] = TimeAsync(async socket =>
            {
                await socket.WriteAsync(PlainSocket.Upgrade);
                await socket.WriteFrameAsync("""{"protocol":"json","version":1}""", 20);
                await socket.ClosedAsync();
            }),
            ["no Hello"] = TimeAsync(async socket =>
            {
                await socket.WriteAsync(PlainSocket.Upgrade);
                await socket.WriteFrameAsync("""{"protocol":"json","version":1}""");
                await socket.ClosedAsync();
            }),
        };

        foreach (var (stage, closing) in stages)
        {
            var took = await closing;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"measured: closed after {took.TotalSeconds:0.0} s: {stage}"));
            Assert.InRange(took, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(15));
        }

        await idle.WriteFrameAsync("""{"type":1,"invocationId":"2","target":"Hello","arguments":[{"version":1}]}""");
        Assert.Contains($"\"code\":{(int)RelayCode.WrongOrder}", await idle.ReadAsync(), StringComparison.Ordinal);
        Assert.Empty(relay.Log.AboveDebug);

        async Task<TimeSpan> TimeAsync(Func<PlainSocket, Task> hold)
        {
            using var socket = await PlainSocket.OpenAsync(relay.Address);
            var clock = Stopwatch.StartNew();
            await hold(socket);
            return clock.Elapsed;
        }
    }
}
