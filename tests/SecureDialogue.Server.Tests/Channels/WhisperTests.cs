using System.Text;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Channels;

public sealed class WhisperTests
{
    [Fact]
    public async Task Only_who_has_proven_the_current_epoch_shows_a_handle_asks_or_whispers_and_nobody_else_hears()
    {
        await using var scene = await Scene.OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var stranger = await scene.Relay.ConnectAsync();
        await using var removed = await scene.MemberAsync(channel);
        await using var member = await scene.MemberAsync(channel);
        Assert.Equal([1], (await channel.AppearAsync(removed, 0, 1)).Here);
        Assert.Equal(RelayCode.Ok, await channel.WhisperAsync(removed, 0, 1));
        Assert.Equal(RelayCode.Ok, (await channel.CommitAsync(member, 0, [1])).Code);
        Assert.Equal(RelayCode.NotProven, (await channel.AppearAsync(member, 1, 2)).Code);
        _ = await channel.ProveAsync(member, 1);
        await using var other = await scene.MemberAsync(channel, 1);

        Assert.Equal((RelayCode.StaleEpoch, RelayCode.StaleEpoch), ((await channel.AppearAsync(removed, 0, 1)).Code, await channel.WhisperAsync(removed, 0, 2)));
        Assert.Equal((RelayCode.NotProven, RelayCode.NotProven), ((await channel.AppearAsync(removed, 1, 1)).Code, await channel.WhisperAsync(removed, 1, 2)));
        Assert.Equal((RelayCode.NotProven, RelayCode.NotProven), ((await channel.AppearAsync(stranger, 1, 1)).Code, await channel.WhisperAsync(stranger, 1, 2)));
        Assert.Equal([2], (await channel.AppearAsync(member, 1, 2)).Here);
        Assert.Equal([2, 3], (await channel.AppearAsync(other, 1, 3)).Here);
        Assert.Equal(RelayCode.Ok, await channel.WhisperAsync(member, 1, 3));

        Assert.True(await RelayConnection.EventuallyAsync(() => other.Whispered.Count == 1));
        Assert.Equal((1UL, 3), (other.Whispered.Single().Epoch, other.Whispered.Single().Bytes[0]));
        Assert.Equal((1, 0, 0), (member.Whispered.Count, removed.Whispered.Count, stranger.Whispered.Count));
    }

    [Fact]
    public async Task Whispers_reach_who_is_at_another_node_and_are_nowhere_afterwards()
    {
        using var redis = await RedisServer.StartAsync();
        await using var nodes = await TwoNodes.OpenAsync(redis.Setting);
        var channel = await nodes.First.ChannelAsync();
        await using var here = await nodes.First.MemberAsync(channel);
        await using var there = await nodes.MemberThereAsync(channel);
        Assert.Equal([1], (await channel.AppearAsync(here, 0, 1)).Here);
        Assert.Equal([1, 2], (await channel.AppearAsync(there, 0, 2)).Here);

        var planted = Encoding.ASCII.GetBytes("PLANTED whisper");
        Assert.Equal(RelayCode.Ok, await here.CodeAsync("Whisper", new WhisperRequest(channel.Id, 0, planted)));
        Assert.True(await RelayConnection.EventuallyAsync(() => there.Whispered.Count == 1));
        _ = await channel.PostAsync(there, 0, [7]);
        Assert.True(await RelayConnection.EventuallyAsync(() => here.Pushed.Count == 1));

        Assert.Equal([7], (await channel.ReadAllAsync(here)).Select(item => item.Bytes.Span[0]));
        Assert.DoesNotContain("PLANTED", nodes.First.Relay.Log.Everything + nodes.Second.Log.Everything, StringComparison.Ordinal);
        using var reader = await redis.ConnectAsync();
        var keys = reader.GetServer(redis.Text).Keys().Select(key => (string)key!).ToList();
        Assert.All(keys, key => Assert.Matches("^relay:(rate:[cmp]|here:p):[0-9a-f]{32}$", key));
        Assert.Single(keys, key => key.StartsWith("relay:here:", StringComparison.Ordinal));
        Assert.Empty(there.Whispered.Skip(1));
    }

    [Fact]
    public async Task Whispers_and_questions_are_bounded_for_each_connection_and_channel()
    {
        await using var scene = await Scene.OpenAsync("--Relay:WhispersPerMinute=10");
        var (channel, another) = (await scene.ChannelAsync(), await scene.ChannelAsync());
        await using var one = await scene.MemberAsync(channel);
        var codes = new List<RelayCode>();
        for (var i = 0; i < 12; i++)
        {
            await using var member = await scene.MemberAsync(channel);
            codes.Add(await channel.WhisperAsync(member, 0, 1));
        }

        Assert.Equal([.. Enumerable.Repeat(RelayCode.Ok, 10), RelayCode.TooMany, RelayCode.TooMany], codes);
        var asked = new List<RelayCode>();
        for (var i = 0; i < 12; i++)
        {
            asked.Add((await channel.AppearAsync(one, 0, 1)).Code);
        }

        Assert.Equal(codes, asked);
        await using var free = await scene.MemberAsync(another);
        Assert.Equal([RelayCode.Ok, RelayCode.Ok, RelayCode.TooMany],
            [await another.WhisperAsync(free, 0, 1), await another.WhisperAsync(free, 0, 1), await another.WhisperAsync(free, 0, 1)]);
        Assert.Equal(RelayCode.Ok, (await another.PostAsync(free, 0, [1])).Code);
    }
}
