using System.Collections.Concurrent;
using System.Globalization;
using SecureDialogue.Server.Platform.Nodes;
using SecureDialogue.Server.Platform.Redis;
using SecureDialogue.Server.Tests.Actors;
using StackExchange.Redis;

namespace SecureDialogue.Server.Tests.Platform.Nodes;

/// <summary>What every bus does alike.</summary>
public abstract class NodeBusTests : IAsyncLifetime
{
    private protected INodeBus Here { get; set; } = null!;

    private protected INodeBus There { get; set; } = null!;

    [Fact]
    public async Task Word_reaches_the_other_nodes_that_listen_to_its_topic_in_order_and_not_its_own()
    {
        var (mine, theirs, other) = (new ConcurrentQueue<byte[]>(), new ConcurrentQueue<byte[]>(), new ConcurrentQueue<byte[]>());
        await Here.ListenAsync("a", mine.Enqueue);
        await There.ListenAsync("a", theirs.Enqueue);
        await There.ListenAsync("b", other.Enqueue);

        var words = Enumerable.Range(0, 200).Select(i => new byte[] { (byte)i }).ToList();
        words.ForEach(word => Here.Tell("a", word));
        Here.Tell("b", []);

        Assert.True(await RelayConnection.EventuallyAsync(() => theirs.Count == 200 && other.Count == 1));
        Assert.Equal(words, theirs);
        Assert.Empty(mine);
        Assert.Empty(other.Single());
    }

    [Fact]
    public async Task Who_ignores_a_topic_hears_no_more_of_it_and_may_listen_again()
    {
        var heard = new ConcurrentQueue<byte[]>();
        await There.ListenAsync("a", heard.Enqueue);
        Here.Tell("a", [1]);
        Assert.True(await RelayConnection.EventuallyAsync(() => heard.Count == 1));
        There.Ignore("a");
        await There.ListenAsync("b", heard.Enqueue);
        Here.Tell("a", [2]);
        Here.Tell("b", [3]);
        Assert.True(await RelayConnection.EventuallyAsync(() => heard.Count == 2));

        There.Ignore("b");
        await There.ListenAsync("a", heard.Enqueue);
        Here.Tell("a", [4]);

        Assert.True(await RelayConnection.EventuallyAsync(() => heard.Count == 3));
        Assert.Equal([1, 3, 4], heard.Select(word => word[0]));
        Assert.True(Here.HasOthers && Here.IsConnected);
    }

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();
}

public sealed class NodeBusTestsInMemory : NodeBusTests
{
    public override Task InitializeAsync()
    {
        var here = new MemoryBus();
        Assert.False(here.HasOthers);
        (Here, There) = (here, here.Join());
        return Task.CompletedTask;
    }

    public override Task DisposeAsync() => Task.CompletedTask;
}

public sealed class NodeBusTestsOnRedis : NodeBusTests
{
    private RedisServer? _server;
    private ConnectionMultiplexer? _here;
    private ConnectionMultiplexer? _there;

    public override async Task InitializeAsync()
    {
        _server = await RedisServer.StartAsync();
        (_here, _there) = (await _server.ConnectAsync(), await _server.ConnectAsync());
        (Here, There) = (new RedisBus(_here), new RedisBus(_there));
    }

    [Fact]
    public async Task A_topic_is_heard_again_when_Redis_comes_back_empty_and_what_was_said_meanwhile_is_lost()
    {
        var heard = new ConcurrentQueue<int>();
        await There.ListenAsync("a", word => heard.Enqueue(BitConverter.ToInt32(word)));
        await _server!.KillAsync();
        Assert.True(await RelayConnection.EventuallyAsync(() => !Here.IsConnected));
        Here.Tell("a", BitConverter.GetBytes(-1));
        await _server.StartAgainAsync();

        var said = 0;
        for (var i = 0; i < 500 && heard.IsEmpty; i++, said++)
        {
            Here.Tell("a", BitConverter.GetBytes(i));
            await Task.Delay(20);
        }

        Assert.NotEmpty(heard);
        Assert.DoesNotContain(-1, heard);
    }

    [Fact]
    public async Task A_node_that_starts_without_Redis_listens_once_there_is_one()
    {
        await _server!.KillAsync();
        using var late = await _server.ConnectAsync();
        var bus = new RedisBus(late);
        var heard = new ConcurrentQueue<byte[]>();
        Assert.False(bus.IsConnected);
        await bus.ListenAsync("a", heard.Enqueue);
        await _server.StartAgainAsync();

        for (var i = 0; i < 500 && heard.IsEmpty; i++)
        {
            Here.Tell("a", [1]);
            await Task.Delay(20);
        }

        Assert.NotEmpty(heard);
        Assert.True(bus.IsConnected, string.Create(CultureInfo.InvariantCulture, $"{heard.Count} heard"));
    }

    public override Task DisposeAsync()
    {
        _here!.Dispose();
        _there!.Dispose();
        _server!.Dispose();
        return Task.CompletedTask;
    }
}
