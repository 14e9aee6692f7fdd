using Microsoft.Extensions.DependencyInjection;
using SecureDialogue.Server.Relay;
using SecureDialogue.Server.Tests.Actors;

namespace SecureDialogue.Server.Tests.Relay;

public sealed class MemoryReturnTests
{
    [Fact]
    public async Task Memory_goes_back_once_when_many_have_gone_and_it_is_quiet()
    {
        var collections = 0;
        using var memory = new MemoryReturn(TimeProvider.System, () => collections++);
        await memory.StartAsync(CancellationToken.None);
        Repeat(499, memory.Went);
        await Task.Delay(2500);
        Assert.Equal(0, collections);

        memory.Went();
        Assert.True(await RelayConnection.EventuallyAsync(() => collections == 1));
        await Task.Delay(1500);
        Assert.Equal(1, collections);

        // While others come it is not quiet.
        Repeat(500, memory.Went);
        for (var i = 0; i < 10; i++)
        {
            memory.Came();
            await Task.Delay(250);
        }

        Assert.Equal(1, collections);
        Assert.True(await RelayConnection.EventuallyAsync(() => collections == 2));
        await memory.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task The_relay_counts_who_comes_and_goes()
    {
        await using var scene = await Scene.OpenAsync();
        var collections = GC.CollectionCount(GC.MaxGeneration);
        var memory = scene.Relay.Services.GetRequiredService<MemoryReturn>();
        var before = memory.Gone;
        await using (await scene.Relay.ConnectAsync())
        {
            Assert.Equal(before, memory.Gone);
        }

        Assert.True(await RelayConnection.EventuallyAsync(() => memory.Gone > before));
        MemoryReturn.Collect();
        Assert.True(GC.CollectionCount(GC.MaxGeneration) > collections);
    }

    private static void Repeat(int times, Action act)
    {
        for (var i = 0; i < times; i++)
        {
            act();
        }
    }
}
