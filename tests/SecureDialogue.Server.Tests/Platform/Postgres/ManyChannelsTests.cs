using System.Security.Cryptography;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Platform.Postgres;

/// <summary>A node asks for what it may have missed in many channels at once.</summary>
public sealed class ManyChannelsTests
{
    [Fact]
    public async Task Items_of_more_channels_than_one_question_holds_reach_a_node_that_hears_nothing()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        await using var here = await nodes.First.Relay.ConnectAsync();
        await using var there = await nodes.Second.ConnectAsync();
        var channels = await CreateAsync(nodes.First, here, ManyIds.Count + 3);
        foreach (var channel in channels)
        {
            Assert.Equal(RelayCode.Ok, (await channel.ProveAsync(here, 0)).Code);
            Assert.Equal(RelayCode.Ok, (await channel.ProveAsync(there, 0)).Code);
        }

        var silent = channels[ManyIds.Count / 2];
        var posted = new List<MessageId>();
        foreach (var channel in channels.Where(channel => channel != silent))
        {
            var post = channel.Post(0, [1]);
            Assert.Equal(RelayCode.Ok, await here.CodeAsync("Post", post));
            posted.Add(post.Message);
        }

        Assert.True(await RelayConnection.EventuallyAsync(() => there.Pushed.Count == posted.Count), $"{there.Pushed.Count} of {posted.Count} came");
        Assert.Equal(posted.ToHashSet(), there.Pushed.Select(item => item.Message).ToHashSet());
    }

    private static async Task<List<ChannelActor>> CreateAsync(Scene scene, RelayConnection maker, int count)
    {
        await using var organizer = await scene.Relay.ConnectAsync();
        var channels = Enumerable.Range(0, count).Select(_ => new ChannelActor(RandomNumberGenerator.GetBytes(Limits.KeyBytes))).ToList();
        foreach (var some in channels.Chunk(Limits.Passes))
        {
            Assert.Equal(RelayCode.Ok, await organizer.CodeAsync("MintPasses", scene.Mint(organizer.Context, PassKind.Channel, [.. some.Select(channel => channel.Pass)])));
        }

        foreach (var channel in channels)
        {
            Assert.Equal(RelayCode.Ok, await maker.CodeAsync("CreateChannel", channel.Create(maker.Context)));
        }

        return channels;
    }
}
