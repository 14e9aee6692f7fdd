using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Channels;

public abstract class CommitTests(Store store) : StoreTests(store)
{
    [Fact]
    public async Task Of_two_commits_at_once_one_wins_and_the_other_is_stale()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var alice = await scene.MemberAsync(channel);
        await using var bob = await scene.MemberAsync(channel);

        for (ulong epoch = 0; epoch < 10; epoch++)
        {
            _ = await channel.ProveAsync(alice, epoch);
            _ = await channel.ProveAsync(bob, epoch);
            var codes = (await Task.WhenAll(channel.CommitAsync(alice, epoch, [1]), channel.CommitAsync(bob, epoch, [2]))).Select(reply => reply.Code);
            Assert.Equal([RelayCode.Ok, RelayCode.StaleEpoch], codes.Order());
        }
    }

    [Fact]
    public async Task A_retried_commit_is_answered_with_its_sequence()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        var commit = channel.Commit(member.Context, 0, 0, [1]);

        var first = await member.CallAsync<StoredReply>("Commit", commit);
        var retried = await member.CallAsync<StoredReply>("Commit", commit);

        Assert.Equal(new StoredReply(RelayCode.Ok, 1), first);
        Assert.Equal(first, retried);
    }

    [Fact]
    public async Task Whoever_is_removed_is_out_with_the_commit()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var alice = await scene.MemberAsync(channel);
        await using var removed = await scene.MemberAsync(channel);
        _ = await channel.PostAsync(alice, 0, [1]);

        _ = await channel.CommitAsync(alice, 0, [2]);
        _ = await channel.ProveAsync(alice, 1);
        _ = await channel.PostAsync(alice, 1, [3]);

        Assert.Equal(RelayCode.StaleEpoch, (await channel.PostAsync(removed, 0, [4])).Code);
        Assert.Equal(RelayCode.NotProven, (await channel.PostAsync(removed, 1, [4])).Code);
        var read = await channel.ReadAsync(removed, 0);
        Assert.Equal([1, 2], read.Items.Select(item => item.Sequence));
        Assert.False(read.More);
        Assert.True(await RelayConnection.EventuallyAsync(() => alice.Pushed.Count == 3));
        Assert.Equal([1, 2], removed.Pushed.Select(item => item.Sequence));
    }

    [Fact]
    public async Task A_commit_that_missed_a_lasting_item_is_behind()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        _ = await channel.PostAsync(member, 0, [1], ItemKind.Lasting);
        _ = await channel.PostAsync(member, 0, [2]);

        Assert.Equal(RelayCode.Behind, (await channel.CommitAsync(member, 0, [3], after: 0)).Code);
        Assert.Equal(RelayCode.Ok, (await channel.CommitAsync(member, 0, [3], after: 1)).Code);
    }

    [Fact]
    public async Task A_commit_that_another_key_signed_is_refused()
    {
        await using var scene = await OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        var honest = channel.Commit(member.Context, 0, 0, [1]);

        Assert.Equal(RelayCode.BadSignature, (await member.CallAsync<StoredReply>("Commit", honest with { Bytes = new byte[] { 2 } })).Code);
        Assert.Equal(RelayCode.BadSignature, (await member.CallAsync<StoredReply>("Commit", honest with { NextKey = KeyPair.Draw().Public })).Code);
        Assert.Equal(RelayCode.Ok, (await member.CallAsync<StoredReply>("Commit", honest)).Code);
    }
}

public sealed class CommitTestsOnSqlite() : CommitTests(Store.Sqlite);

public sealed class CommitTestsOnPostgres() : CommitTests(Store.Postgres);
