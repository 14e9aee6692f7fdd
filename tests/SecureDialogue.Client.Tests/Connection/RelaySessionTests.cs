using SecureDialogue.Client.Connection;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Tests.Connection;

public sealed class RelaySessionTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _ending = new();
    private readonly Arrivals<RelayConnection> _connected = new();
    private readonly Arrivals<UnreachableReason> _lost = new();
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
        _ending.Dispose();
    }

    [Fact]
    public async Task A_cut_connection_is_opened_and_proven_again()
    {
        var session = Session();
        var running = session.RunAsync(_ending.Token);
        for (var round = 1; round <= 3; round++)
        {
            await _connected.WaitAsync(round);
            _proxy.Cut();
            await _lost.WaitAsync(round);
        }

        await _connected.WaitAsync(4);
        Assert.Equal(4, _connected.Seen.Distinct().Count());
        Assert.All(_lost.Seen, reason => Assert.Equal(UnreachableReason.Cut, reason));
        await EndAsync(running, session);
    }

    [Fact]
    public async Task Current_is_the_proven_connection_or_none()
    {
        var proven = new TaskCompletionSource();
        var session = Session(onConnected: () => proven.Task);
        var running = session.RunAsync(_ending.Token);

        await _connected.WaitAsync(1);
        Assert.Null(session.Current);
        proven.SetResult();
        await UntilAsync(() => session.Current is not null);
        Assert.Same(_connected.Seen[0], session.Current);

        _proxy.Refuses = true;
        _proxy.Cut();
        await UntilAsync(() => session.Current is null);
        await EndAsync(running, session);
    }

    [Fact]
    public async Task A_relay_that_hangs_is_noticed_by_its_missing_pings()
    {
        var keepAlive = TimeSpan.FromSeconds(1.5);
        var session = Session(target => target with { KeepAlive = keepAlive });
        var running = session.RunAsync(_ending.Token);
        await _connected.WaitAsync(1);
        Assert.True(await LastsAsync(session, keepAlive * 3), "pings did not keep the connection");

        var (lost, connected) = (_lost.Seen.Count, _connected.Seen.Count);
        _proxy.Stalls = true;

        await _lost.WaitAsync(lost + 1);
        Assert.Equal(UnreachableReason.Cut, _lost.Seen[lost]);
        _proxy.Stalls = false;
        await _connected.WaitAsync(connected + 1);
        await EndAsync(running, session);
    }

    [Fact]
    public async Task A_relay_that_is_down_is_asked_ever_less_often_until_it_is_up()
    {
        _proxy.Refuses = true;
        var session = Session();
        var running = session.RunAsync(_ending.Token);
        await _lost.WaitAsync(3);

        _proxy.Refuses = false;

        await _connected.WaitAsync(1);
        Assert.InRange(_proxy.Accepted, 4, 6);
        await EndAsync(running, session);
    }

    [Fact]
    public async Task A_proof_that_cannot_be_sent_makes_another_connection()
    {
        var first = true;
        var session = Session(onConnected: () =>
        {
            (var failing, first) = (first, false);
            return failing ? throw new RelayUnreachableException(UnreachableReason.Failed) : Task.CompletedTask;
        });
        var running = session.RunAsync(_ending.Token);

        await _connected.WaitAsync(2);

        Assert.Equal([UnreachableReason.Failed], _lost.Seen);
        await EndAsync(running, session);
    }

    [Fact]
    public async Task What_the_caller_throws_ends_the_session()
    {
        var session = Session(onConnected: () => throw new InvalidOperationException("a caller's own"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.RunAsync(_ending.Token).WaitAsync(Patience));

        Assert.Null(session.Current);
    }

    [Fact]
    public async Task A_wrong_relay_or_version_ends_the_session()
    {
        var session = Session(target => target with { Expected = OpaqueId.Draw<RelayId>() });
        await Assert.ThrowsAsync<WrongRelayException>(() => session.RunAsync(_ending.Token).WaitAsync(Patience));

        _relay.HelloReply = HelloReply.Refused(RelayCode.WrongVersion);
        await Assert.ThrowsAsync<RelayRefusedException>(() => Session().RunAsync(_ending.Token).WaitAsync(Patience));
    }

    [Fact]
    public async Task A_relay_that_is_too_busy_is_asked_again()
    {
        var whole = _relay.HelloReply;
        var session = Session();
        _relay.HelloReply = HelloReply.Refused(RelayCode.TooMany);
        var running = session.RunAsync(_ending.Token);
        await _lost.WaitAsync(1);

        _relay.HelloReply = whole;

        await _connected.WaitAsync(1);
        await EndAsync(running, session);
    }

    [Fact]
    public async Task A_call_over_a_slow_line_arrives_whole()
    {
        var session = Session();
        var running = session.RunAsync(_ending.Token);
        await UntilAsync(() => session.Current is not null);
        _proxy.BytesPerSecond = 400_000;

        var reply = await session.Current!.Post(new PostRequest(default, 1, OpaqueId.Draw<MessageId>(), ItemKind.Talk, new byte[200_000]));

        Assert.Equal(RelayCode.Ok, reply.Code);
        Assert.Equal(200_000, _relay.Posts.Single().Bytes.Length);
        await EndAsync(running, session);
    }

    [Fact]
    public async Task A_post_cut_in_its_middle_is_neither_answered_nor_stored_in_half()
    {
        var session = Session();
        var running = session.RunAsync(_ending.Token);
        await UntilAsync(() => session.Current is not null);
        _proxy.BytesPerSecond = 100_000;
        var call = session.Current!.Post(new PostRequest(default, 1, OpaqueId.Draw<MessageId>(), ItemKind.Talk, new byte[200_000]));

        await Task.Delay(300);
        _proxy.Cut();

        Assert.Equal(UnreachableReason.Cut, (await Assert.ThrowsAsync<RelayUnreachableException>(() => call)).Reason);
        Assert.Empty(_relay.Posts);
        await EndAsync(running, session);
    }

    // One connection that lasts this long proves it; a busy machine may have to try again.
    private static async Task<bool> LastsAsync(RelaySession session, TimeSpan span)
    {
        for (var trial = 0; trial < 5; trial++)
        {
            await UntilAsync(() => session.Current is not null);
            var connection = session.Current;
            await Task.Delay(span);
            if (connection is not null && session.Current == connection)
            {
                return true;
            }
        }

        return false;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!holds())
        {
            await Task.Delay(10, patience.Token);
        }
    }

    private RelaySession Session(Func<RelayTarget, RelayTarget>? change = null, Func<Task>? onConnected = null)
    {
        var target = _relay.Target(_proxy.Port) with { CallTimeout = Patience };
        return new RelaySession(change?.Invoke(target) ?? target, null, (connection, _) =>
        {
            _connected.Add(connection);
            return onConnected?.Invoke() ?? Task.CompletedTask;
        })
        {
            OnLost = _lost.Add,
        };
    }

    private async Task EndAsync(Task running, RelaySession session)
    {
        await _ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Patience));
        Assert.Null(session.Current);
    }
}
