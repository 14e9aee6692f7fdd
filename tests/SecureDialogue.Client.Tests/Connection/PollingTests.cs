using SecureDialogue.Client.Connection;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Tests.Connection;

public sealed class PollingTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly ChannelId Channel = OpaqueId.Draw<ChannelId>();

    private ScriptedRelay _relay = null!;
    private FaultyProxy _proxy = null!;

    public async Task InitializeAsync()
    {
        _relay = await ScriptedRelay.StartAsync();
        _proxy = new FaultyProxy(_relay.Port);
    }

    public async Task DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _relay.DisposeAsync();
    }

    [Theory]
    [InlineData(SocketBlock.Refuse)]
    [InlineData(SocketBlock.Reset)]
    [InlineData(SocketBlock.Swallow)]
    public async Task Where_the_network_lets_no_WebSocket_through_a_connection_polls_and_elsewhere_it_does_not(SocketBlock block)
    {
        var events = new RecordingEvents();
        await using var free = await RelayConnection.OpenAsync(_relay.Target(_proxy.Port));
        _proxy.Sockets = block;
        await using var polling = await RelayConnection.OpenAsync(_relay.Target(_proxy.Port) with { CallTimeout = TimeSpan.FromSeconds(4) }, events);
        _relay.OnRead = caller => caller.ItemsStored(Channel, Items(10).Items);

        var posts = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => polling.Post(Post())));
        _ = await polling.Read(new ReadRequest(Channel, 0));

        await events.Sequences.WaitAsync(1);
        Assert.Equal((false, true, 2), (free.IsPolling, polling.IsPolling, _proxy.SocketsAsked));
        Assert.Equal(Enumerable.Range(1, 16).Select(n => (long)n), posts.Select(reply => reply.Sequence));
    }

    [Fact]
    public async Task Blocked_WebSockets_are_remembered_for_some_minutes_and_then_tried_again()
    {
        var clock = new ManualClock();
        var target = _relay.Target(_proxy.Port) with { Time = clock };
        _proxy.Sockets = SocketBlock.Refuse;
        await using var first = await RelayConnection.OpenAsync(target);
        _proxy.Sockets = null;
        await using var soon = await RelayConnection.OpenAsync(target);
        clock.Advance(TimeSpan.FromMinutes(5));

        await using var later = await RelayConnection.OpenAsync(target);

        Assert.Equal([true, true, false], [first.IsPolling, soon.IsPolling, later.IsPolling]);
        Assert.Equal(2, _proxy.SocketsAsked);
    }

    [Fact]
    public async Task What_the_relay_refuses_is_not_asked_again_by_polling()
    {
        _relay.HelloReply = HelloReply.Refused(RelayCode.WrongVersion);

        await Assert.ThrowsAsync<RelayRefusedException>(() => RelayConnection.OpenAsync(_relay.Target(_proxy.Port)));

        Assert.Equal((1, 1), (_proxy.SocketsAsked, _proxy.Accepted));
    }

    [Fact]
    public async Task A_message_without_end_ends_a_polling_connection_and_as_large_as_the_protocol_allows_it_arrives()
    {
        _proxy.Sockets = SocketBlock.Refuse;
        await using var connection = await RelayConnection.OpenAsync(_relay.Target(_proxy.Port));
        _relay.ReadReply = Items(Limits.BatchBytes + Limits.ItemBytes);
        Assert.Equal(Limits.BatchBytes + Limits.ItemBytes, (await connection.Read(new ReadRequest(Channel, 0))).Items[0].Bytes.Length);
        _relay.ReadReply = Items(3 * Limits.HubMessageBytes);

        var error = await Assert.ThrowsAsync<RelayUnreachableException>(() => connection.Read(new ReadRequest(Channel, 0)));

        Assert.Equal(UnreachableReason.Cut, error.Reason);
        await connection.Closed.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_polling_connection_that_is_cut_or_ended_is_closed_and_its_calls_fail()
    {
        _proxy.Sockets = SocketBlock.Refuse;
        _relay.Gate = new TaskCompletionSource().Task;
        await using var cut = await RelayConnection.OpenAsync(_relay.Target(_proxy.Port));
        var ended = await RelayConnection.OpenAsync(_relay.Target(_proxy.Port));
        var calls = new[] { cut.Post(Post()), ended.Post(Post()) };
        _proxy.Refuses = true;
        await ended.DisposeAsync();
        _proxy.Cut();

        foreach (var call in calls)
        {
            Assert.Equal(UnreachableReason.Cut, (await Assert.ThrowsAsync<RelayUnreachableException>(() => call)).Reason);
        }

        await cut.Closed.WaitAsync(Patience);
        Assert.True(ended.Closed.IsCompletedSuccessfully);
    }

    private static PostRequest Post() => new(Channel, 1, OpaqueId.Draw<MessageId>(), ItemKind.Talk, new byte[100]);

    private static ReadReply Items(int bytes) => new(RelayCode.Ok, [new LogItem(1, default, ItemKind.Talk, 1, new byte[32], new byte[bytes], false)], 1, false);
}
