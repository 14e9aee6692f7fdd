using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Channels;

/// <summary>What shares a transaction, because it came while the writer waited.</summary>
public abstract class TransactionTests(Store store) : StoreTests(store)
{
    private const string Window = "--Relay:CommitWindowMilliseconds=60";

    [Fact]
    public async Task A_commit_between_two_posts_of_its_transaction_ends_the_epoch_for_the_second()
    {
        await using var scene = await OpenAsync(Window);
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);

        var calls = new[] { channel.PostAsync(member, 0, [1]), channel.CommitAsync(member, 0, [2]), channel.PostAsync(member, 0, [3]) };
        var replies = await Task.WhenAll(calls);
        _ = await channel.ProveAsync(member, 1);
        var next = await channel.PostAsync(member, 1, [4]);

        Assert.Equal([new(RelayCode.Ok, 1), new(RelayCode.Ok, 2), new(RelayCode.StaleEpoch, 0), new StoredReply(RelayCode.Ok, 3)], [.. replies, next]);
        Assert.Equal([1, 2, 4], (await channel.ReadAsync(member, 0)).Items.Select(item => item.Bytes.Span[0]));
    }

    [Fact]
    public async Task Items_of_one_transaction_are_one_push_and_large_ones_are_not()
    {
        await using var scene = await OpenAsync(Window);
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        await using var reader = await scene.MemberAsync(channel);

        _ = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => channel.PostAsync(member, 0, [(byte)i])));
        Assert.True(await RelayConnection.EventuallyAsync(() => reader.Pushed.Count == 8));
        var small = reader.Pushes.ToList();
        _ = await Task.WhenAll(Enumerable.Range(8, 3).Select(i => channel.PostAsync(member, 0, [(byte)i, .. new byte[Limits.ItemBytes / 2]])));
        Assert.True(await RelayConnection.EventuallyAsync(() => reader.Pushed.Count == 11));

        Assert.True(small.Count < 8, "Each item was a push of its own.");
        Assert.Equal([1, 1, 1], reader.Pushes.Skip(small.Count));
        Assert.Equal(Enumerable.Range(1, 11).Select(i => (long)i), reader.Pushed.Select(item => item.Sequence));
    }

    [Fact]
    public async Task Items_of_two_epochs_of_one_transaction_reach_who_may_read_them()
    {
        await using var scene = await OpenAsync(Window);
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        await using var reader = await scene.MemberAsync(channel);

        _ = await Task.WhenAll(channel.PostAsync(member, 0, [1]), channel.CommitAsync(member, 0, [2]));
        Assert.True(await RelayConnection.EventuallyAsync(() => reader.Pushed.Count == 2));
        _ = await channel.ProveAsync(member, 1);
        _ = await channel.PostAsync(member, 1, [3]);
        Assert.True(await RelayConnection.EventuallyAsync(() => member.Pushed.Count == 3));

        Assert.Equal([1, 2], reader.Pushed.Select(item => item.Sequence));
        Assert.Equal([0UL, 0, 1], member.Pushed.Select(item => item.Epoch));
    }
}

public sealed class TransactionTestsOnSqlite() : TransactionTests(Store.Sqlite);

public sealed class TransactionTestsOnPostgres() : TransactionTests(Store.Postgres);
