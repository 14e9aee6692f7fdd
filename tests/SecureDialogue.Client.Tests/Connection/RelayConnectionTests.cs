using SecureDialogue.Client.Connection;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Tests.Connection;

public sealed class RelayConnectionTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly ChannelId Channel = OpaqueId.Draw<ChannelId>();

    private readonly ManualClock _clock = new();
    private ScriptedRelay _relay = null!;

    public async Task InitializeAsync() => _relay = await ScriptedRelay.StartAsync();

    public async Task DisposeAsync() => await _relay.DisposeAsync();

    [Fact]
    public async Task Opening_learns_what_proofs_cover()
    {
        await using var connection = await RelayConnection.OpenAsync(_relay.Target());

        Assert.Equal(_relay.HelloReply.Relay, connection.Context.Relay);
        Assert.Equal(Limits.KeyBytes, connection.Context.Nonce.Length);
        Assert.Equal("test", connection.Release);
        Assert.False(connection.Closed.IsCompleted);
    }

    [Fact]
    public async Task Any_relay_will_do_while_none_is_expected()
    {
        await using var connection = await RelayConnection.OpenAsync(_relay.Target() with { Expected = null });

        Assert.Equal(_relay.HelloReply.Relay, connection.Context.Relay);
    }

    [Fact]
    public async Task Another_relay_than_the_expected_one_is_left_at_once()
    {
        var target = _relay.Target() with { Expected = OpaqueId.Draw<RelayId>() };

        await Assert.ThrowsAsync<WrongRelayException>(() => RelayConnection.OpenAsync(target));

        Assert.Equal(0, _relay.Calls);
    }

    [Theory]
    [InlineData(RelayCode.WrongVersion)]
    [InlineData(RelayCode.TooMany)]
    public async Task A_refusal_of_Hello_has_its_code(RelayCode code)
    {
        _relay.HelloReply = HelloReply.Refused(code);

        var error = await Assert.ThrowsAsync<RelayRefusedException>(() => RelayConnection.OpenAsync(_relay.Target()));

        Assert.Equal(code, error.Code);
    }

    [Fact]
    public async Task A_nonce_of_another_length_is_no_relays()
    {
        _relay.HelloReply = _relay.HelloReply with { Nonce = new byte[8] };

        await UnreachableAsync(UnreachableReason.NotARelay, () => RelayConnection.OpenAsync(_relay.Target()));
    }

    [Fact]
    public async Task Posts_in_flight_keep_their_order()
    {
        await using var connection = await RelayConnection.OpenAsync(_relay.Target());
        for (var round = 0; round < 25; round++)
        {
            var messages = Enumerable.Range(0, Limits.PostsInFlight).Select(_ => OpaqueId.Draw<MessageId>()).ToList();
            _relay.Posts.Clear();

            var replies = await Task.WhenAll(messages.Select((message, i) => connection.Post(Post(message, 1 + (i * 700)))));

            Assert.Equal(messages, _relay.Posts.Select(post => post.Message));
            Assert.Equal(Enumerable.Range(1, Limits.PostsInFlight).Select(i => (long)i), replies.Select(reply => reply.Sequence));
        }
    }

    [Fact]
    public async Task Events_arrive_in_order_and_may_call_the_relay()
    {
        var events = new RecordingEvents();
        await using var connection = await RelayConnection.OpenAsync(_relay.Target(), events);
        events.OnItems = () => connection.Post(Post(OpaqueId.Draw<MessageId>(), 10));
        _relay.OnRead = async caller =>
        {
            await caller.LetterArrived();
            for (var n = 1; n <= 20; n++)
            {
                await caller.ItemsStored(Channel, [new LogItem(n, OpaqueId.Draw<MessageId>(), ItemKind.Talk, 1, new byte[32], new byte[n], false)]);
            }
        };

        _ = await connection.Read(new ReadRequest(Channel, 0));
        await events.Sequences.WaitAsync(20);

        Assert.Equal(1, events.Letters);
        Assert.Equal(Enumerable.Range(1, 20).Select(n => (long)n), events.Sequences.Seen);
        Assert.Equal(20, _relay.Posts.Count);
    }

    [Fact]
    public async Task What_exceeds_a_limit_is_refused_without_being_sent()
    {
        await using var connection = await RelayConnection.OpenAsync(_relay.Target());

        var large = await connection.Post(Post(OpaqueId.Draw<MessageId>(), Limits.ItemBytes + 1));
        var full = await connection.Post(Post(OpaqueId.Draw<MessageId>(), Limits.ItemBytes));

        Assert.Equal(RelayCode.TooLarge, large.Code);
        Assert.Equal(RelayCode.Ok, full.Code);
        Assert.Single(_relay.Posts);
    }

    [Fact]
    public async Task A_call_without_an_answer_ends_in_time_and_ends_the_connection()
    {
        _relay.Gate = new TaskCompletionSource().Task;
        await using var connection = await RelayConnection.OpenAsync(_relay.Target() with { Time = _clock });

        var call = connection.Post(Post(OpaqueId.Draw<MessageId>(), 10));
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(call.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.2));

        await UnreachableAsync(UnreachableReason.Timeout, () => call.WaitAsync(Patience));
        await connection.Closed.WaitAsync(Patience);
        await UnreachableAsync(UnreachableReason.Cut, () => connection.Read(new ReadRequest(Channel, 0)));
    }

    [Fact]
    public async Task All_calls_in_flight_end_when_none_is_answered()
    {
        _relay.Gate = new TaskCompletionSource().Task;
        await using var connection = await RelayConnection.OpenAsync(_relay.Target() with { Time = _clock });

        var calls = Enumerable.Range(0, Limits.PostsInFlight).Select(_ => connection.Post(Post(OpaqueId.Draw<MessageId>(), 10))).ToList();
        _clock.Advance(TimeSpan.FromSeconds(11));

        foreach (var call in calls)
        {
            var error = await Assert.ThrowsAsync<RelayUnreachableException>(() => call.WaitAsync(Patience));
            Assert.True(error.Reason is UnreachableReason.Timeout or UnreachableReason.Cut);
        }

        await connection.Closed.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_call_inside_an_event_may_run_out_of_time()
    {
        var events = new RecordingEvents();
        await using var connection = await RelayConnection.OpenAsync(_relay.Target() with { Time = _clock }, events);
        _relay.Gate = new TaskCompletionSource().Task;
        _relay.OnRead = caller => caller.ItemsStored(Channel, [new LogItem(1, default, ItemKind.Talk, 1, new byte[32], new byte[1], false)]);
        var call = new TaskCompletionSource<Task>();
        events.OnItems = async () =>
        {
            var post = connection.Post(Post(OpaqueId.Draw<MessageId>(), 10));
            call.SetResult(post);
            await post;
        };

        _ = await connection.Read(new ReadRequest(Channel, 0));
        var inside = await call.Task;
        _clock.Advance(TimeSpan.FromSeconds(11));

        await UnreachableAsync(UnreachableReason.Timeout, () => inside.WaitAsync(Patience));
        await connection.Closed.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_call_the_relay_fails_in_leaves_the_connection_up()
    {
        await using var connection = await RelayConnection.OpenAsync(_relay.Target());
        var drop = new DropRequest(OpaqueId.Draw<MailboxId>(), new byte[32], OpaqueId.Draw<LetterId>(), new byte[9]);

        await UnreachableAsync(UnreachableReason.Failed, () => connection.Drop(drop));
        await UnreachableAsync(UnreachableReason.Failed, () => connection.FetchPackage(new FetchPackageRequest(OpaqueId.Draw<MailboxId>(), new byte[32])));

        Assert.Equal(RelayCode.Ok, (await connection.Post(Post(OpaqueId.Draw<MessageId>(), 10))).Code);
    }

    [Fact]
    public async Task An_answer_that_is_null_or_has_nulls_is_a_failure_of_the_relay()
    {
        await using var connection = await RelayConnection.OpenAsync(_relay.Target());

        _relay.ReadReply = null;
        await UnreachableAsync(UnreachableReason.Failed, () => connection.Read(new ReadRequest(Channel, 0)));
        _relay.ReadReply = new ReadReply(RelayCode.Ok, null!, 0, false);
        await UnreachableAsync(UnreachableReason.Failed, () => connection.Read(new ReadRequest(Channel, 0)));
        _relay.ReadReply = new ReadReply(RelayCode.Ok, [null!], 0, false);
        await UnreachableAsync(UnreachableReason.Failed, () => connection.Read(new ReadRequest(Channel, 0)));
    }

    [Fact]
    public async Task A_message_without_end_ends_the_connection()
    {
        await using var connection = await RelayConnection.OpenAsync(_relay.Target());
        _relay.ReadReply = new ReadReply(RelayCode.Ok, [new LogItem(1, default, ItemKind.Talk, 1, new byte[32], new byte[3 * Limits.HubMessageBytes], false)], 1, false);

        await UnreachableAsync(UnreachableReason.Cut, () => connection.Read(new ReadRequest(Channel, 0)));

        await connection.Closed.WaitAsync(Patience);
    }

    [Fact]
    public async Task An_answer_as_large_as_the_protocol_allows_arrives()
    {
        await using var connection = await RelayConnection.OpenAsync(_relay.Target());
        _relay.ReadReply = new ReadReply(RelayCode.Ok, [new LogItem(1, default, ItemKind.Talk, 1, new byte[32], new byte[Limits.BatchBytes + Limits.ItemBytes], false)], 1, false);

        var reply = await connection.Read(new ReadRequest(Channel, 0));

        Assert.Equal(Limits.BatchBytes + Limits.ItemBytes, reply.Items[0].Bytes.Length);
    }

    [Fact]
    public async Task Disposing_completes_Closed_and_fails_calls_under_way()
    {
        _relay.Gate = new TaskCompletionSource().Task;
        var connection = await RelayConnection.OpenAsync(_relay.Target());
        var call = connection.Post(Post(OpaqueId.Draw<MessageId>(), 10));

        await connection.DisposeAsync();

        await UnreachableAsync(UnreachableReason.Cut, () => call);
        Assert.True(connection.Closed.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Closing_while_the_relay_speaks_is_quiet()
    {
        var chatter = true;
        _relay.OnRead = async caller =>
        {
            while (chatter)
            {
                await caller.LetterArrived();
            }
        };
        for (var round = 0; round < 20; round++)
        {
            chatter = true;
            var connection = await RelayConnection.OpenAsync(_relay.Target(), new RecordingEvents());
            var call = connection.Read(new ReadRequest(Channel, 0));
            await Task.Delay(round % 7);

            await connection.DisposeAsync();

            chatter = false;
            await UnreachableAsync(UnreachableReason.Cut, () => call);
        }
    }

    private static async Task UnreachableAsync(UnreachableReason reason, Func<Task> action) =>
        Assert.Equal(reason, (await Assert.ThrowsAsync<RelayUnreachableException>(action)).Reason);

    private static PostRequest Post(MessageId message, int bytes) => new(Channel, 1, message, ItemKind.Talk, new byte[bytes]);
}
