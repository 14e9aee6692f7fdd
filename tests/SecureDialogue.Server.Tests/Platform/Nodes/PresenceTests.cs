using SecureDialogue.Server.Platform.Nodes;
using SecureDialogue.Server.Platform.Redis;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Platform.Nodes;

/// <summary>What memory and Redis do alike, and what Redis does alone.</summary>
public sealed class PresenceTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handle_is_here_for_a_minute_under_its_name_and_longer_if_it_is_shown_again(bool withRedis)
    {
        var time = new MovableClock();
        using var server = withRedis ? await RedisServer.StartAsync() : null;
        using var redis = withRedis ? await server!.ConnectAsync() : null;
        IPresence presence = redis is null ? new MemoryPresence(time) : new RedisPresence(redis, time);

        Assert.Empty(await ShowAsync(presence, "a", 0));
        Assert.Equal([1], await ShowAsync(presence, "a", 1));
        Assert.Equal([1, 2], await ShowAsync(presence, "a", 2));
        Assert.Equal([1, 2], await ShowAsync(presence, "a", 1));
        Assert.Equal([3], await ShowAsync(presence, "b", 3));
        time.Advance(TimeSpan.FromSeconds(Limits.PresenceSeconds - 1));
        Assert.Equal([1, 2], await ShowAsync(presence, "a", 2));
        time.Advance(TimeSpan.FromSeconds(1));
        if (redis is not null)
        {
            // Instead of the minute.
            Assert.InRange((await redis.GetDatabase().KeyTimeToLiveAsync(RedisKeys.Presence("a")))!.Value, TimeSpan.FromSeconds(1), RedisKeys.PresenceLife);
            _ = await redis.GetDatabase().SortedSetAddAsync(RedisKeys.Presence("a"), Handle(1), 1);
            _ = await redis.GetDatabase().KeyDeleteAsync(RedisKeys.Presence("b"));
        }

        Assert.Equal([2], await ShowAsync(presence, "a", 0));
        Assert.Empty(await ShowAsync(presence, "b", 0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_name_has_no_more_handles_than_the_limit_and_those_it_has_are_renewed(bool withRedis)
    {
        using var server = withRedis ? await RedisServer.StartAsync() : null;
        using var redis = withRedis ? await server!.ConnectAsync() : null;
        IPresence presence = redis is null ? new MemoryPresence(TimeProvider.System) : new RedisPresence(redis, TimeProvider.System);

        for (var i = 0; i <= Limits.Handles; i++)
        {
            _ = await presence.ShowAsync("a", [.. BitConverter.GetBytes(i), .. new byte[Limits.HandleBytes - 4]]);
        }

        var here = await presence.ShowAsync("a", [.. BitConverter.GetBytes(7), .. new byte[Limits.HandleBytes - 4]]);
        Assert.Equal(Enumerable.Range(0, Limits.Handles), here.Select(handle => BitConverter.ToInt32(handle)).Order());
    }

    [Fact]
    public async Task Nodes_see_each_others_handles_each_its_own_while_Redis_is_away_and_all_again_when_it_comes_back_empty()
    {
        using var server = await RedisServer.StartAsync();
        using var redis = await server.ConnectAsync();
        var (here, there) = (new RedisPresence(redis, TimeProvider.System), new RedisPresence(redis, TimeProvider.System));
        Assert.Equal([1], await ShowAsync(here, "a", 1));
        Assert.Equal([1, 2], await ShowAsync(there, "a", 2));

        await server.KillAsync();
        Assert.True(await RelayConnection.EventuallyAsync(() => !redis.IsConnected));
        Assert.Equal([1], await ShowAsync(here, "a", 0));
        Assert.Equal([2], await ShowAsync(there, "a", 0));
        await server.StartAgainAsync();
        Assert.True(await RelayConnection.EventuallyAsync(() => redis.IsConnected));

        Assert.Equal([1], await ShowAsync(here, "a", 0));

        // The connection that is just back may lose the first showing; whoever is here shows again.
        for (var i = 0; i < 100 && (await ShowAsync(here, "a", 1)).Count() < 2; i++)
        {
            Assert.Contains((byte)2, await ShowAsync(there, "a", 2));
            await Task.Delay(20);
        }

        Assert.Equal([1, 2], await ShowAsync(here, "a", 0));
        Assert.Equal([1, 2], await ShowAsync(there, "a", 0));
    }

    private static byte[] Handle(byte value) => value == 0 ? [] : [.. Enumerable.Repeat(value, Limits.HandleBytes)];

    /// <summary>Those that are here, by their first byte; 0 asks only.</summary>
    private static async Task<IEnumerable<byte>> ShowAsync(IPresence presence, string name, byte handle) =>
        (await presence.ShowAsync(name, Handle(handle))).Select(one => one[0]).Order();
}
