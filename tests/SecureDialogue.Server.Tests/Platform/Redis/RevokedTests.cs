using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Tests.Platform.Redis;

/// <summary>What one node decides holds at the other though no word of it gets there: the store decides.</summary>
public sealed class RevokedTests
{
    [Fact]
    public async Task Without_Redis_too_whom_a_commit_left_out_gets_nothing_of_the_new_epoch_at_another_node()
    {
        using var redis = await RedisServer.StartAsync();
        await using var nodes = await TwoNodes.OpenAsync(redis.Setting);
        var channel = await nodes.First.ChannelAsync();
        await using var here = await nodes.First.MemberAsync(channel);
        await using var removed = await nodes.MemberThereAsync(channel);
        await using var stays = await nodes.MemberThereAsync(channel);
        Assert.Equal(RelayCode.Ok, (await channel.PostAsync(removed, 0, [1])).Code);
        await redis.KillAsync();

        Assert.Equal(RelayCode.Ok, (await channel.CommitAsync(here, 0, [2])).Code);
        var codes = new[]
        {
            (await channel.PostAsync(removed, 0, [9])).Code,
            (await channel.PostAsync(removed, 1, [9])).Code,
            (await channel.CommitAsync(removed, 0, [9])).Code,
            (await channel.AppearAsync(removed, 0, 9)).Code,
            await channel.WhisperAsync(removed, 0, 9),
            await channel.WhisperAsync(removed, 1, 9),
        };
        _ = await channel.ProveAsync(here, 1);
        _ = await channel.ProveAsync(stays, 1);
        Assert.Equal(RelayCode.Ok, (await channel.PostAsync(here, 1, [3])).Code);

        Assert.True(await RelayConnection.EventuallyAsync(() => stays.Pushed.Any(item => item.Sequence == 3)));
        Assert.Equal([RelayCode.StaleEpoch, RelayCode.NotProven, RelayCode.StaleEpoch, RelayCode.StaleEpoch, RelayCode.StaleEpoch, RelayCode.NotProven], codes);
        Assert.Equal([1, 2], (await channel.ReadAllAsync(removed)).Select(item => item.Sequence));
        Assert.Equal([1, 2, 3], (await channel.ReadAllAsync(stays)).Select(item => item.Sequence));
        Assert.Equal([1, 2], removed.Pushed.Select(item => item.Sequence).Order());
    }

    [Fact]
    public async Task Without_Redis_too_a_key_that_a_steward_replaced_and_a_channel_that_one_closed_are_so_at_another_node()
    {
        using var redis = await RedisServer.StartAsync();
        await using var nodes = await TwoNodes.OpenAsync(redis.Setting);
        var channel = await nodes.First.ChannelAsync();
        await using var here = await nodes.First.MemberAsync(channel);
        var commit = await channel.CommitAsync(here, 0, [1]);
        await using var there = await nodes.MemberThereAsync(channel);
        _ = await channel.ProveAsync(there, 1);
        Assert.Equal(RelayCode.Ok, (await channel.PostAsync(there, 1, [2])).Code);
        await redis.KillAsync();

        var right = KeyPair.Draw();
        Assert.Equal(RelayCode.Ok, (await here.CallAsync<StoredReply>("Steward", channel.Act(StewardVerb.SetKey, 1, commit.Sequence, [1], right))).Code);
        Assert.Equal(RelayCode.NotProven, (await channel.PostAsync(there, 1, [9])).Code);
        Assert.Equal(RelayCode.NotProven, await channel.WhisperAsync(there, 1, 9));
        Assert.Equal([ItemKind.Commit], (await channel.ReadAllAsync(there)).Select(item => item.Kind));
        Assert.Equal(RelayCode.Ok, (await there.CallAsync<ProveReply>("Prove", channel.Prove(there.Context, 1, right))).Code);
        Assert.Equal(RelayCode.Ok, (await channel.PostAsync(there, 1, [4])).Code);

        Assert.Equal(RelayCode.Ok, (await channel.SetAsync(here, StewardVerb.Close, 4)).Code);
        Assert.Equal(RelayCode.Restricted, (await channel.PostAsync(there, 1, [9])).Code);
        Assert.Equal([1, 2, 3, 4, 5], (await channel.ReadAllAsync(there)).Select(item => item.Sequence));
    }
}
