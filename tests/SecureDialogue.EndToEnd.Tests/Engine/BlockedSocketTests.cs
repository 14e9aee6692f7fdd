namespace SecureDialogue.EndToEnd.Tests.Engine;

public sealed class BlockedSocketTests
{
    [Fact]
    public async Task Where_WebSockets_are_blocked_people_talk_both_ways_by_polling_and_elsewhere_by_sockets()
    {
        await using var network = new SocketBlocker();
        await using var talks = await Talks.FoundAsync("Talks", async data =>
        {
            var relay = await LocalRelay.StartAsync(data, 0, "--Relay:PublicUrl=" + network.Address);
            network.RelayPort = relay.Port;
            return relay;
        });
        var amal = await talks.AdmitAsync("amal");
        await talks.Founder.Client.CreateChannelAsync(Talks.Plenary, "plenary", ["amal"]);
        await talks.SyncAllAsync();
        await talks.SyncAllAsync();
        var free = network.Seen;

        network.Blocks = true;
        network.Cut();
        await talks.Founder.ReopenAsync();
        await amal.ReopenAsync();
        await talks.Founder.SayAsync("one");
        await amal.SayAsync("two");
        await talks.Founder.SayAsync("three");
        var heard = (await talks.Founder.HeardAsync(), await amal.HeardAsync());
        var blocked = network.Seen;

        Assert.Equal((true, 0, 0), (free.Sockets > 0, free.Refused, free.Polls));
        Assert.Equal((free.Sockets, true, true), (blocked.Sockets, blocked.Refused > 0, blocked.Polls > 0));
        Assert.Equal(["founder: one", "amal: two", "founder: three"], heard.Item1);
        Assert.Equal(heard.Item1, heard.Item2);
    }
}
