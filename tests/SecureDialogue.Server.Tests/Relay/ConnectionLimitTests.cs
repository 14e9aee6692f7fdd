using System.Diagnostics;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Relay;

public sealed class ConnectionLimitTests
{
    [Fact]
    public async Task Too_many_calls_are_refused_until_some_time_has_passed()
    {
        await using var relay = await RelayUnderTest.StartAsync("--Relay:CallBurst=5", "--Relay:CallsPerSecond=2");
        await using var connection = await relay.ConnectAsync();

        var codes = new List<RelayCode>();
        for (var i = 0; i < 10; i++)
        {
            codes.Add((await connection.CallAsync<HelloReply>("Hello", new HelloRequest(1))).Code);
        }

        await Task.Delay(2000);
        Assert.Equal(RelayCode.TooMany, codes[^1]);
        Assert.Equal(RelayCode.WrongOrder, codes[0]);
        Assert.Equal(RelayCode.WrongOrder, (await connection.CallAsync<HelloReply>("Hello", new HelloRequest(1))).Code);
    }

    [Fact]
    public async Task A_connection_without_hello_is_closed()
    {
        await using var relay = await RelayUnderTest.StartAsync("--Relay:HelloSeconds=1");
        await using var silent = await RelayConnection.OpenSilentAsync(relay.Address);
        await using var polite = await relay.ConnectAsync();

        var closed = await RelayConnection.EventuallyAsync(() => !silent.IsOpen);

        Assert.True(closed);
        Assert.True(polite.IsOpen);
    }

    [Fact]
    public async Task A_connection_proves_no_more_channels_than_the_limit()
    {
        await using var scene = await Scene.OpenAsync();
        await using var member = await scene.Relay.ConnectAsync();
        var codes = new List<RelayCode>();
        for (var i = 0; i <= Limits.ChannelsPerConnection; i++)
        {
            var channel = await scene.ChannelAsync();
            codes.Add((await channel.ProveAsync(member, 0)).Code);
        }

        Assert.All(codes.Take(Limits.ChannelsPerConnection), code => Assert.Equal(RelayCode.Ok, code));
        Assert.Equal(RelayCode.TooLarge, codes[^1]);
    }

    [Fact]
    public async Task A_slow_reader_is_closed_and_holds_up_nobody()
    {
        await using var scene = await Scene.OpenAsync("--Relay:PushBacklogBytes=2000000");
        var channel = await scene.ChannelAsync();
        await using var slow = await RawSocket.OpenAsync(scene.Relay.Address);
        await slow.HelloAsync();
        Assert.Equal(RelayCode.Ok, await slow.CodeAsync("Prove", channel.Prove(slow.Context, 0)));
        await using var quick = await scene.MemberAsync(channel);
        await using var poster = await scene.MemberAsync(channel);

        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(RelayCode.Ok, (await channel.PostAsync(poster, 0, new byte[100_000])).Code);
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed}");
        Assert.True(await RelayConnection.EventuallyAsync(() => quick.Pushed.Count == 100));
        _ = await Record.ExceptionAsync(() => DrainAsync(slow));
        Assert.False(slow.IsOpen);
    }

    private static async Task DrainAsync(RawSocket slow)
    {
        while (slow.IsOpen)
        {
            _ = await slow.CallAsync("Hello", """{"version":1}""");
        }
    }
}
