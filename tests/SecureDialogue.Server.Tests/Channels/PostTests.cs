using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Channels;

public abstract class PostTests(Store store) : StoreTests(store)
{
    [Fact]
    public async Task A_retry_is_answered_with_the_first_sequence_whatever_the_epoch()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        var post = channel.Post(0, [1]);
        var first = await member.CallAsync<StoredReply>("Post", post);
        _ = await channel.CommitAsync(member, 0, [2]);

        var retried = await member.CallAsync<StoredReply>("Post", post);
        var other = await member.CallAsync<StoredReply>("Post", channel.Post(0, [1]));

        Assert.Equal(new StoredReply(RelayCode.Ok, 1), first);
        Assert.Equal(first, retried);
        Assert.Equal(RelayCode.StaleEpoch, other.Code);
    }

    [Fact]
    public async Task An_oversize_item_is_too_large_and_the_largest_is_accepted()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);

        Assert.Equal(RelayCode.TooLarge, (await channel.PostAsync(member, 0, new byte[Limits.ItemBytes + 1])).Code);
        Assert.Equal(RelayCode.Ok, (await channel.PostAsync(member, 0, new byte[Limits.ItemBytes])).Code);
    }

    [Fact]
    public async Task Commits_and_acts_cannot_be_posted()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);

        Assert.Equal(RelayCode.Malformed, (await channel.PostAsync(member, 0, [1], ItemKind.Commit)).Code);
        Assert.Equal(RelayCode.Malformed, (await channel.PostAsync(member, 0, [1], ItemKind.Steward)).Code);
        Assert.Equal(RelayCode.Ok, (await channel.PostAsync(member, 0, [1], ItemKind.Lasting)).Code);
    }

    [Fact]
    public async Task Posts_in_flight_keep_their_order()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);

        var replies = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => channel.PostAsync(member, 0, BitConverter.GetBytes(i))));
        var read = await ReadAllAsync(channel, member);

        Assert.Equal(Enumerable.Range(1, 500).Select(i => (long)i), replies.Select(reply => reply.Sequence));
        Assert.Equal(Enumerable.Range(0, 500), read.Select(item => BitConverter.ToInt32(item.Bytes.Span)));
    }

    [Fact]
    public async Task Sixty_four_posters_at_once_get_one_order_and_unique_sequences()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        var posters = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => scene.MemberAsync(channel)));

        var sequences = await Task.WhenAll(posters.Select(async poster =>
        {
            var own = new List<long>();
            for (var i = 0; i < 20; i++)
            {
                own.Add((await channel.PostAsync(poster, 0, [1])).Sequence);
            }

            return own;
        }));

        Assert.Equal(Enumerable.Range(1, 64 * 20).Select(i => (long)i), sequences.SelectMany(own => own).Order());
        Assert.All(sequences, own => Assert.Equal(own.Order(), own));
        Assert.True(await RelayConnection.EventuallyAsync(() => posters.All(poster => poster.Pushed.Count == 64 * 20)));
        Assert.All(posters, poster => Assert.Equal(poster.Pushed.Select(item => item.Sequence).Order(), poster.Pushed.Select(item => item.Sequence)));
        await Task.WhenAll(posters.Select(poster => poster.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task The_log_survives_a_restart_and_its_chain_goes_on()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var before = await scene.MemberAsync(channel);
        _ = await channel.PostAsync(before, 0, [1]);
        _ = await channel.CommitAsync(before, 0, [2]);

        await scene.Relay.RestartAsync();
        await using var after = await scene.Relay.ConnectAsync();
        var opened = await channel.ProveAsync(after, 1);
        _ = await channel.ProveAsync(after, 0);
        var items = (await channel.ReadAsync(after, 0)).Items;

        Assert.Equal([1, 2], items.Select(item => item.Sequence));
        Assert.Equal(2, opened.OpenedBy);
        Assert.Equal(Chain(channel, items), opened.OpenedDigest.ToArray());
    }

    private static byte[] Chain(ChannelActor channel, IReadOnlyList<LogItem> items) => items.Aggregate(
        LogChain.Start(channel.Id), (digest, item) => LogChain.Next(digest, item.Sequence, item.Kind, item.Epoch, item.Hash.Span));

    private static async Task<List<LogItem>> ReadAllAsync(ChannelActor channel, RelayConnection member)
    {
        var all = new List<LogItem>();
        ReadReply read;
        do
        {
            read = await channel.ReadAsync(member, all.Count == 0 ? 0 : all[^1].Sequence);
            Assert.True(read.Items.Count is > 0 and <= Limits.BatchCount);
            all.AddRange(read.Items);
        }
        while (read.More);
        return all;
    }
}

public sealed class PostTestsOnSqlite() : PostTests(Store.Sqlite);

public sealed class PostTestsOnPostgres() : PostTests(Store.Postgres);
