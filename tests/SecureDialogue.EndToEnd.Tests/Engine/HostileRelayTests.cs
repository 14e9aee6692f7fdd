using System.Security.Cryptography;
using SecureDialogue.Client;
using SecureDialogue.Client.Content;
using SecureDialogue.Wire;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>B01 to B06: a relay that changes the log for one member. That member stops and says so; the others go on.</summary>
public sealed class HostileRelayTests
{
    private static readonly Dictionary<string, Func<IReadOnlyList<LogItem>, IReadOnlyList<LogItem>>> Changes = new()
    {
        ["drops the first"] = items => [.. items.Skip(1)],
        ["swaps two"] = items => items.Count < 2 ? items : [items[1], items[0], .. items.Skip(2)],
        ["renumbers two"] = items => items.Count < 2
            ? items
            : [items[1] with { Sequence = items[0].Sequence }, items[0] with { Sequence = items[1].Sequence }, .. items.Skip(2)],
        ["shows one again under a new number"] = items => items.Count < 2 ? items : [items[0], items[0] with { Sequence = items[1].Sequence }, .. items.Skip(2)],
        ["gives another hash"] = items => [.. items.Select(item => item with { Hash = SHA256.HashData(item.Hash.Span) })],
        ["changes bytes and hash"] = items => [.. items.Select(Junk)],
        ["calls them of another epoch"] = items => [.. items.Select(item => item with { Epoch = item.Epoch + 1 })],
        ["calls them void"] = items => [.. items.Select(item => item with { Void = true, Bytes = default })],
    };

    public static TheoryData<string> Ways => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task B03_B05_B06_the_member_whose_log_was_changed_stops_and_its_honest_twin_goes_on(string way)
    {
        await using var talks = await Talks.OfAsync("amal", "boris", "carla");
        await talks["boris"].SayAsync("first");
        await talks["carla"].SayAsync("second");
        await talks["boris"].SayAsync("third");
        talks.Relay.Answers.ChangeItems(Changes[way]);
        await Record.ExceptionAsync(talks["amal"].SyncAsync);
        talks.Relay.Answers.BeHonest();

        // What a member says next shows where that member stood in the log.
        await talks["carla"].SyncAsync();
        await talks["carla"].SayAsync("fourth");
        var stopped = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].SayAsync("not to be sent"));
        await talks["amal"].HeardAsync();

        Assert.Equal(DialogueError.ForkedHistory, stopped.Error);
        Assert.Equal(DialogueError.ForkedHistory, talks["amal"].Client.LastProblem?.Error);
        Assert.Equal(["boris: first", "carla: second", "boris: third", "carla: fourth"], await talks["carla"].HeardAsync());
        Assert.Equal(["boris: first", "carla: second", "boris: third", "carla: fourth"], await talks["boris"].HeardAsync());
    }

    [Fact]
    public async Task B05_a_message_called_expired_leaves_a_line_and_its_honest_twin_is_read()
    {
        await using var talks = await Talks.OfAsync("amal", "boris", "carla");
        await talks["boris"].SayAsync("first");
        await talks["boris"].SayAsync("second");
        talks.Relay.Answers.ChangeItems(items => [.. items.Select((item, i) => i == 0 && item.Kind == ItemKind.Talk ? item with { Bytes = default } : item)]);
        await talks["amal"].SyncAsync();
        talks.Relay.Answers.BeHonest();

        Assert.Equal(["boris: second"], await talks["amal"].HeardAsync());
        Assert.Contains("a message is not kept any longer by the relay", await talks["amal"].NoticesAsync());
        Assert.Equal(["boris: first", "boris: second"], await talks["carla"].HeardAsync());
        Assert.DoesNotContain("a message is not kept any longer by the relay", await talks["carla"].NoticesAsync());
    }

    [Theory]
    [InlineData(ItemKind.Lasting)]
    [InlineData(ItemKind.Steward)]
    [InlineData(ItemKind.Commit)]
    public async Task B05_an_item_that_cannot_expire_and_comes_without_its_bytes_stops_the_member(ItemKind kind)
    {
        await using var talks = await Talks.OfAsync("amal", "boris", "carla");
        await using var boris = await ModifiedClient.OfAsync(talks["boris"]);
        var id = OpaqueId.Draw<Wire.MessageId>();
        await boris.PostAsync(id, boris.Seal(id, new SeenContent()), ItemKind.Lasting);
        talks.Relay.Answers.ChangeItems(items => [.. items.Select(item => item.Message == id ? item with { Kind = kind, Bytes = default } : item)]);
        var notices = (await talks["amal"].SyncAsync()).Notices;
        talks.Relay.Answers.BeHonest();

        await talks["carla"].SayAsync("goes on");

        Assert.Contains(notices, notice => notice.Contains("different histories", StringComparison.Ordinal));
        Assert.Equal("stopped", (await talks["amal"].ChannelAsync()).State);
        Assert.Equal("open", (await talks["carla"].ChannelAsync()).State);
    }

    [Fact]
    public async Task B06_an_own_message_called_by_another_kind_stops_its_author_and_the_honest_twin_goes_on()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        await talks["amal"].SayAsync("of its own kind");
        talks.Relay.Answers.ChangeItems(items => [.. items.Select(item => item.Kind == ItemKind.Talk ? item with { Kind = ItemKind.Lasting } : item)]);
        var stopped = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].SayAsync("called lasting"));
        talks.Relay.Answers.BeHonest();

        await talks["boris"].SayAsync("goes on");

        Assert.Equal(DialogueError.ForkedHistory, stopped.Error);
        Assert.Equal(["amal: of its own kind"], await talks["amal"].HeardAsync());
        Assert.Equal(["amal: of its own kind", "amal: called lasting", "boris: goes on"], await talks["boris"].HeardAsync());
    }

    [Fact]
    public async Task B01_another_digest_at_the_epochs_beginning_stops_the_member()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        await talks["amal"].ReopenAsync();
        talks.Relay.Answers.Change<ProveRequest, ProveReply>((_, reply) => reply with { OpenedDigest = new byte[32] });
        var notices = (await talks["amal"].SyncAsync()).Notices;
        talks.Relay.Answers.BeHonest();

        var stopped = await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].SayAsync("not to be sent"));
        await talks["boris"].ReopenAsync();
        await talks["boris"].SayAsync("goes on");

        Assert.Equal(DialogueError.ForkedHistory, stopped.Error);
        Assert.Contains(notices, notice => notice.Contains("different histories", StringComparison.Ordinal));
    }

    [Fact]
    public async Task B01_a_member_that_claims_another_history_raises_the_alarm()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        await using var boris = await ModifiedClient.OfAsync(talks["boris"]);
        await boris.SayAsync("what I saw");
        await talks["amal"].SyncAsync();
        await talks["amal"].SayAsync("the twin that is true is taken");
        await boris.SayAsync("what I did not see", new((ulong)boris.Channel.State.Sequence, new(new byte[32])));

        var notices = (await talks["amal"].SyncAsync()).Notices;

        Assert.Contains(notices, notice => notice.Contains("a member read another history than this device", StringComparison.Ordinal));
        Assert.Equal("stopped", (await talks["amal"].ChannelAsync()).State);
    }

    [Fact]
    public async Task A_relay_that_never_comes_to_an_end_is_left_alone()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        await talks["boris"].SayAsync("there is something to read");
        talks.Relay.Answers.Change<ReadRequest, ReadReply>((_, reply) => reply with { Items = [], More = true });
        talks.Relay.Answers.Change<ReadLettersRequest, ReadLettersReply>((_, reply) => reply with
        {
            Letters = [new Letter(new LetterId(1), new byte[400])],
            More = true,
        });

        await talks["amal"].SyncAsync().WaitAsync(TimeSpan.FromSeconds(20));
        await Assert.ThrowsAsync<DialogueException>(() => talks["amal"].SayAsync("waits").WaitAsync(TimeSpan.FromSeconds(20)));
        talks.Relay.Answers.BeHonest();

        Assert.Equal(["boris: there is something to read", "amal: waits"], await talks["amal"].HeardAsync());
    }

    [Fact]
    public async Task A_relay_that_takes_a_commit_and_never_shows_it_is_left_alone()
    {
        await using var talks = await Talks.OfAsync("amal");
        await talks.AdmitAsync("boris");
        talks.Relay.Answers.Change<CommitRequest, StoredReply>((_, _) => new StoredReply(RelayCode.Ok, 99));
        talks.Relay.Answers.ChangeItems(items => [.. items.Where(item => item.Kind != ItemKind.Commit)]);
        talks.Relay.Answers.Change<ProveRequest, ProveReply>((_, reply) => reply);

        var adding = talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["boris"]);
        await Assert.ThrowsAsync<DialogueException>(() => adding.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    public static TheoryData<string> Nonsense => [.. NonsenseReplies.Keys];

    private static readonly Dictionary<string, Func<LogItem, LogItem>> NonsenseReplies = new()
    {
        ["a hash of three bytes"] = item => item with { Hash = new byte[3], Void = true, Bytes = default },
        ["an unknown kind"] = item => item with { Kind = (ItemKind)300 },
        ["a sequence of none"] = item => item with { Sequence = long.MaxValue },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Answers_that_no_relay_gives_are_a_failure_in_words(string way)
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        await talks["boris"].SayAsync("hello");
        talks.Relay.Answers.ChangeItems(items => [.. items.Select(NonsenseReplies[way])]);

        var failure = await Assert.ThrowsAsync<DialogueException>(talks["amal"].SyncAsync);
        talks.Relay.Answers.BeHonest();

        Assert.Equal(DialogueError.RelayUnreachable, failure.Error);
        Assert.Equal(["boris: hello"], await talks["amal"].HeardAsync());
    }

    private static LogItem Junk(LogItem item)
    {
        var bytes = item.Bytes.ToArray();
        bytes[^1] ^= 1;
        return item with { Bytes = bytes, Hash = SHA256.HashData(bytes) };
    }
}
