using SecureDialogue.Client;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>Travel mode: nothing stays on the device, and the members remove it.</summary>
public sealed class TravelTests
{
    [Fact]
    public async Task E07_after_travel_the_home_is_gone_its_key_overwritten_and_the_device_removed()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        await talks.Founder.SayAsync("before");
        await talks["amal"].SyncAsync();
        var key = Path.Combine(talks["amal"].Home, "key.json");
        var wrapped = await File.ReadAllBytesAsync(key);
        await using var held = new FileStream(key, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

        var report = await talks["amal"].Client.TravelAsync();
        var notices = (await talks["boris"].SyncAsync(), await talks["boris"].NoticesAsync()).Item2;
        await talks["boris"].SayAsync("after");

        Assert.Equal([Talks.Plenary], report.Left);
        Assert.Empty(report.NotTold);
        Assert.False(Directory.Exists(talks["amal"].Home));
        Assert.Equal(-1, (await AllOfAsync(held)).AsSpan().IndexOf(wrapped.AsSpan(0, 64)));
        Assert.Contains("amal was removed", notices);
        Assert.Equal(["boris", "founder"], await talks["boris"].RosterAsync());
        Assert.Equal(["founder: before", "boris: after"], await talks.Founder.HeardAsync());
        Assert.True(File.Exists(Path.Combine(talks["boris"].Home, "key.json")));
    }

    [Fact]
    public async Task E07_without_the_relay_the_home_goes_all_the_same_and_what_stays_undone_is_said()
    {
        await using var talks = await Talks.OfAsync("amal", "boris");
        await talks.Founder.Client.CreateChannelAsync("Second", "plenary", ["amal"]);
        await talks.SyncAllAsync();
        await talks.Relay.StopAsync();

        var report = await talks["amal"].Client.TravelAsync();
        await talks.Relay.StartAsync();
        await talks["boris"].SyncAsync();

        Assert.Equal((0, 2), (report.Left.Count, report.NotTold.Count));
        Assert.False(Directory.Exists(talks["amal"].Home));
        Assert.Contains("amal", await talks["boris"].RosterAsync());
    }

    [Fact]
    public async Task E07_a_home_that_another_process_works_on_goes_all_the_same()
    {
        await using var talks = await Talks.OfAsync("amal");
        await talks["amal"].Client.DisposeAsync();
        await using var hasty = await DialogueClient.OpenAsync(Participant.Options(talks["amal"].Home) with { LockTimeout = TimeSpan.FromMilliseconds(50) });
        using var store = ModifiedClient.OpenStore(talks["amal"]);
        using var held = await store.LockAsync();

        await hasty.TravelAsync();

        Assert.Equal(DialogueError.HomeBusy, hasty.LastProblem?.Error);
        Assert.False(Directory.Exists(talks["amal"].Home));
    }

    private static async Task<byte[]> AllOfAsync(FileStream file)
    {
        using var copy = new MemoryStream();
        file.Position = 0;
        await file.CopyToAsync(copy);
        return copy.ToArray();
    }
}
