using SecureDialogue.Server.Platform.Nodes;
using SecureDialogue.Server.Platform.Redis;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Platform.Nodes;

public sealed class SharedRateTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task So_many_uses_are_allowed_each_minute_of_each_name(bool withRedis)
    {
        var time = new MovableClock();
        using var server = withRedis ? await RedisServer.StartAsync() : null;
        using var redis = withRedis ? await server!.ConnectAsync() : null;
        ISharedRate rate = redis is null ? new MemoryRate(time) : new RedisRate(redis, time);

        Assert.Equal([true, true, true, false, false], await TakeAsync(rate, "a", 5));
        Assert.Equal([true], await TakeAsync(rate, "b", 1));
        time.Advance(TimeSpan.FromMinutes(1));
        if (redis is not null)
        {
            // Instead of the minute.
            await redis.GetDatabase().KeyDeleteAsync(RedisKeys.Rate("a"));
        }

        Assert.Equal([true, true, true, false], await TakeAsync(rate, "a", 4));
    }

    [Fact]
    public async Task Nodes_count_together_counts_end_and_without_Redis_each_counts_alone()
    {
        using var server = await RedisServer.StartAsync();
        using var redis = await server.ConnectAsync();
        var (here, there) = (new RedisRate(redis, TimeProvider.System), new RedisRate(redis, TimeProvider.System));

        Assert.Equal([true, true], await TakeAsync(here, "a", 2));
        Assert.Equal([true, false], await TakeAsync(there, "a", 2));
        Assert.InRange((await redis.GetDatabase().KeyTimeToLiveAsync(RedisKeys.Rate("a")))!.Value, TimeSpan.FromSeconds(1), RedisKeys.RateLife);

        await server.KillAsync();
        Assert.True(await RelayConnection.EventuallyAsync(() => !redis.IsConnected));
        Assert.Equal([true, true, true, false], await TakeAsync(there, "b", 4));
    }

    [Fact]
    public async Task While_Redis_hangs_each_node_soon_answers_and_counts_alone()
    {
        using var server = await RedisServer.StartAsync();
        using var redis = await server.ConnectAsync();
        var (here, there) = (new RedisRate(redis, TimeProvider.System), new RedisPresence(redis, TimeProvider.System));
        Assert.Equal([true], await TakeAsync(here, "a", 1));

        await server.SignalAsync("STOP");
        Assert.True(redis.IsConnected);
        Assert.Equal([true, true, false, false], await TakeAsync(here, "a", 4).WaitAsync(TimeSpan.FromSeconds(4)));
        Assert.Single(await there.ShowAsync("a", new byte[Limits.HandleBytes]).WaitAsync(TimeSpan.FromSeconds(2)));

        await server.SignalAsync("CONT");
        Assert.Equal([true], await TakeAsync(here, "b", 1));
    }

    [Fact]
    public async Task A_mailbox_is_asked_for_packages_so_often_at_all_nodes_together_and_others_are_not_touched()
    {
        using var server = await RedisServer.StartAsync();
        await using var nodes = await TwoNodes.OpenAsync(server.Setting, "--Relay:FetchesPerMinute=3");
        var (mailbox, other) = (await FilledAsync(nodes.First), await FilledAsync(nodes.First));
        await using var here = await nodes.First.Relay.ConnectAsync();
        await using var there = await nodes.Second.ConnectAsync();

        var codes = new List<RelayCode>();
        foreach (var connection in new[] { here, there, here, there, here })
        {
            codes.Add(await CodeAsync(connection, mailbox));
        }

        Assert.Equal([RelayCode.Ok, RelayCode.Ok, RelayCode.Ok, RelayCode.TooMany, RelayCode.TooMany], codes);
        Assert.Equal(RelayCode.Ok, await CodeAsync(there, other));

        static async Task<RelayCode> CodeAsync(RelayConnection connection, MailboxActor asked) =>
            (await connection.CallAsync<FetchPackageReply>("FetchPackage", asked.Fetch())).Code;
    }

    private static async Task<MailboxActor> FilledAsync(Scene scene)
    {
        var mailbox = await scene.MailboxAsync();
        await using var owner = await scene.OwnerAsync(mailbox);
        Assert.Equal(RelayCode.Ok, await owner.CodeAsync("PutPackages", mailbox.Put(owner.Context, false, [1], [2], [3], [4], [5])));
        return mailbox;
    }

    /// <summary>Three are allowed.</summary>
    private static async Task<List<bool>> TakeAsync(ISharedRate rate, string name, int times)
    {
        var taken = new List<bool>();
        for (var i = 0; i < times; i++)
        {
            taken.Add(await rate.TryTakeAsync(name, 3));
        }

        return taken;
    }
}
