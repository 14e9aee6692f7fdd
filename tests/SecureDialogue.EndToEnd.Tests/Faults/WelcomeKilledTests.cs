using System.Globalization;
using System.Net;
using SecureDialogue.Client;
using SecureDialogue.EndToEnd.Tests.Kills;
using SecureDialogue.EndToEnd.Tests.Processes;
using Xunit.Abstractions;

namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>B13: the relay dies between the letters that welcome somebody and the commit that lets them in, which it stores apart.</summary>
public sealed class WelcomeKilledTests(ITestOutputHelper output)
{
    private readonly CommitGate _gate = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_relay_killed_between_welcome_and_commit_leaves_a_joiner_who_gets_in_and_members_who_go_on(bool commitIsStored)
    {
        using var workplace = new Workplace();
        await using var relay = await Relay.StartAsync(workplace);
        await using var link = new Link(() => new IPEndPoint(IPAddress.Loopback, relay.Port)) { Watch = _gate.Watch };
        await using var founder = await Device.CreateAsync(
            workplace, relay.BeginLink.Replace(relay.Address, $"http://127.0.0.1:{link.Port}", StringComparison.Ordinal));
        await using var amal = await founder.AdmitAsync(workplace, "amal");
        await using var basim = await founder.AdmitAsync(workplace, "basim");
        await founder.Client.CreateChannelAsync(Device.Channel, "plenary", ["amal"]);
        await amal.SettleAsync();
        await basim.SettleAsync();
        var commits = Commits(relay);

        _gate.Shut();
        var adding = founder.Client.AddMembersAsync(Device.Channel, ["basim"]);
        await _gate.Reached.WaitAsync(TimeSpan.FromSeconds(30));
        if (commitIsStored)
        {
            link.Set(LinkState.Deaf);
            _gate.Open();
            await UntilAsync(() => Commits(relay) == commits + 1);
        }

        await relay.KillAsync();
        _gate.Drop();
        link.Set(LinkState.Cut);
        var lost = await Record.ExceptionAsync(() => adding);
        var letters = Number(relay, "mailboxes", "SELECT count(*) FROM letter");
        Assert.Equal(commitIsStored ? commits + 1 : commits, Commits(relay));
        await relay.StartAsync();
        link.Set(LinkState.Open);

        // The joiner looks first.
        _ = await basim.TrySyncAsync();
        var isInEarly = (await basim.Client.ChannelsAsync()).Any(channel => channel.State == "open");
        await founder.SettleAsync();
        Device[] all = [founder, amal, basim];
        foreach (var device in all)
        {
            await device.SettleAsync();
            _ = await device.Client.SendAsync(Device.Channel, $"{device.Name} is here");
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"measured: relay killed with {letters} letters stored, the commit {(commitIsStored ? "too" : "not")}: the joiner is in before the committer comes back: {isInEarly}"));
        Assert.IsType<DialogueException>(lost);
        Assert.InRange(letters, 1, int.MaxValue);
        Assert.Equal(commits + 1, Commits(relay));
        foreach (var device in all)
        {
            Assert.Equal(["founder is here", "amal is here", "basim is here"], (await device.ReadTextsAsync()).Select(line => line.Text));
            Assert.Equal(["amal", "basim", "founder"], (await device.Client.RosterAsync(Device.Channel)).Members.Select(member => member.Name).Order(StringComparer.Ordinal));
        }
    }

    private static long Commits(Relay relay) => Number(relay, "channels", "SELECT count(*) FROM item WHERE kind = 1");

    private static long Number(Relay relay, string database, string sql)
    {
        using var connection = relay.OpenDatabase(database);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 1000 && !condition(); i++)
        {
            await Task.Delay(10);
        }

        Assert.True(condition());
    }
}
