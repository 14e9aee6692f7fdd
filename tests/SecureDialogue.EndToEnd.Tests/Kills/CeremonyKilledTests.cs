using System.Text.Json.Nodes;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Revocations;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.EndToEnd.Tests.Processes;
using Xunit.Abstractions;

namespace SecureDialogue.EndToEnd.Tests.Kills;

/// <summary>
/// What several people sign, while each of their programs is killed at every step: receiving, signing, sending, completing. Whoever starts it
/// again loses nothing, and what was decided happens once on each device.
/// </summary>
[Trait("Category", "Long")]
public sealed class CeremonyKilledTests(ITestOutputHelper output)
{
    private static readonly FaultPoint[] Receiving = [FaultPoint.BeforeLetterPersist, FaultPoint.AfterLetterPersist, FaultPoint.AfterLetterAcknowledged];
    private static readonly FaultPoint[] Posting = [FaultPoint.BeforeSealPersist, FaultPoint.AfterSealPersist, FaultPoint.AfterFirstPost];
    private static readonly FaultPoint[] Removing =
        [FaultPoint.BeforeCommitPersist, FaultPoint.AfterCommitPersist, FaultPoint.AfterCommitSent, FaultPoint.BeforeMergePersist];

    private int _kills;
    private int _inFlight;

    [Fact]
    public async Task Founders_have_one_charter_wherever_they_are_killed()
    {
        await using var council = await Council.GatherAsync();
        var (first, hill, coast) = (council.Facilitator, council.Hill, council.Coast);

        await KillAsync(first, Receiving[..2], "founder", "list");
        await KillAsync(first, [FaultPoint.BeforePaperPersist, FaultPoint.AfterPaperPersist], "charter", "propose");
        await KillAsync(first, [FaultPoint.AfterFirstLetterDropped], "sync");
        await first.SyncAsync();
        await KillAsync(hill, Receiving, "sync");
        var paper = Assert.Single(await hill.Client.PapersAsync()).Id;
        await KillAsync(hill, [FaultPoint.BeforePaperPersist, FaultPoint.AfterPaperPersist], "sign", paper, "--compared");
        await KillAsync(hill, [FaultPoint.AfterFirstLetterDropped], "sync");
        await KillAsync(coast, [FaultPoint.AfterLetterPersist], "sync");
        await KillAsync(coast, [FaultPoint.BeforePaperPersist, FaultPoint.AfterPaperPersist], "sign", paper, "--compared");
        await hill.SyncAsync();
        await coast.SyncAsync();
        await KillAsync(first, Receiving, "sync");
        await council.SyncAllAsync();

        var charters = await Task.WhenAll(council.People.Select(one => one.Client.CharterAsync(false)));
        Assert.Single(charters.Select(one => (one.Id, one.Digits, one.State)).Distinct(), one => one.State == "in force");
        foreach (var founder in council.People)
        {
            await AssertSettledAsync(founder);
            await using var session = ModifiedClient.OpenSession(founder);
            Assert.Equal(2, session.Store.List(Bucket.People).Count);
            Assert.Equal(PaperState.Complete, Assert.Single(new PaperShelf(session).All()).State);
        }

        Report("founding", atLeast: 9);
    }

    [Fact]
    public async Task An_amendment_holds_once_wherever_signers_and_members_are_killed()
    {
        await using var council = await Council.OfAsync("amal", "basim");
        var (facilitator, hill, coast) = (council.Facilitator, council.Hill, council.Coast);
        var draft = Path.Combine(Path.GetDirectoryName(facilitator.Home)!, "charter.json");
        var json = JsonNode.Parse(await facilitator.Client.CharterDraftAsync())!;
        json["retentionDays"] = 3;
        await File.WriteAllTextAsync(draft, json.ToJsonString());

        await KillAsync(facilitator, [FaultPoint.BeforePaperPersist, FaultPoint.AfterPaperPersist], "charter", "propose", draft);
        await KillAsync(facilitator, [FaultPoint.AfterFirstLetterDropped], "sync");
        await facilitator.SyncAsync();
        await KillAsync(hill, Receiving, "sync");
        var paper = (await hill.Client.PapersAsync())[^1].Id;
        await KillAsync(hill, [FaultPoint.BeforePaperPersist, FaultPoint.AfterPaperPersist], "sign", paper, "--compared");
        await KillAsync(hill, [FaultPoint.AfterFirstLetterDropped], "sync");
        await hill.SyncAsync();
        await KillAsync(coast, [FaultPoint.AfterPaperPersist], "sign", paper, "--compared");
        await KillAsync(coast, [FaultPoint.AfterFirstLetterDropped], "sync");
        await coast.SyncAsync();
        await KillAsync(facilitator, Receiving, "sync");
        await KillAsync(facilitator, Posting, "sync");
        await facilitator.SyncAsync();
        await KillAsync(council["amal"], [FaultPoint.BeforeItemsPersist, FaultPoint.AfterItemsPersist], "sync");
        await council.SyncAllAsync();

        Assert.All(await Task.WhenAll(council.People.Select(one => one.Client.CharterAsync(false))), one => Assert.Equal((2, "in force"), (one.Version, one.State)));
        foreach (var member in new[] { facilitator, council["amal"], council["basim"] })
        {
            Assert.Single(await member.NoticesAsync(), line => line.Contains("version 2 of the Charter holds", StringComparison.Ordinal));
            await AssertSettledAsync(member);
        }

        Report("amendment", atLeast: 10);
    }

    [Fact]
    public async Task A_device_is_cut_off_once_wherever_signers_are_killed()
    {
        await using var council = await Council.OfAsync("amal", "basim", "carla");
        var (facilitator, hill) = (council.Facilitator, council.Hill);

        await KillAsync(facilitator, [FaultPoint.BeforePaperPersist, FaultPoint.AfterPaperPersist], "cut", "carla");
        await KillAsync(facilitator, [FaultPoint.AfterFirstLetterDropped], "sync");
        await facilitator.SyncAsync();
        await KillAsync(hill, Receiving, "sync");
        await KillAsync(hill, [FaultPoint.BeforePaperPersist, FaultPoint.AfterPaperPersist], "cut", "carla");
        await KillAsync(hill, [FaultPoint.AfterFirstLetterDropped], "sync");
        await hill.SyncAsync();
        await KillAsync(facilitator, Receiving, "sync");
        await KillAsync(facilitator, Posting, "sync");
        await KillAsync(facilitator, Removing, "sync");
        await council.SyncAllAsync();
        await council.SyncAllAsync();

        foreach (var member in new[] { facilitator, council["amal"], council["basim"] })
        {
            Assert.Equal(["amal", "basim", "ingrid"], await member.RosterAsync());
            Assert.Single(await member.NoticesAsync(), line => line.StartsWith("a device of carla was cut off", StringComparison.Ordinal));
            await AssertSettledAsync(member);
            await using var session = ModifiedClient.OpenSession(member);
            Assert.Single(new KnownCuts(session).Revocations);
        }

        Assert.Equal("removed", (await council["carla"].ChannelAsync()).State);
        await council["amal"].SayAsync("on we go");
        Assert.Equal(["amal: on we go"], await council["basim"].HeardAsync());
        Report("cut", atLeast: 12);
    }

    /// <summary>Kills the same command at one point after the other; each run goes on where the last one died.</summary>
    private async Task KillAsync(Participant who, FaultPoint[] points, params string[] command)
    {
        foreach (var point in points)
        {
            var code = await who.RunWithFaultAsync($"{point}:1", command);
            Assert.True(code == Outcome.Killed, $"{point} was not passed by {command[0]} of {who.Name}, which ended with {code}");
            _kills++;
            _inFlight += await HasWorkAsync(who, point) ? 1 : 0;
        }
    }

    /// <summary>Whether the kill left something half done: a letter that the relay has not been rid of, one to be sent, or something to be posted.</summary>
    private static async Task<bool> HasWorkAsync(Participant who, FaultPoint point)
    {
        await using var session = ModifiedClient.OpenSession(who);
        var isReceiving = point is FaultPoint.BeforeLetterPersist or FaultPoint.AfterLetterPersist or FaultPoint.BeforeItemsPersist;
        return isReceiving || session.Store.List(Bucket.LettersOut).Count > 0 || HasOutbox(session.Store, session);
    }

    private static bool HasOutbox(SecureStore store, DeviceSession session) => new Client.Channels.ChannelShelf(session).All().Any(state =>
    {
        using var channel = Client.Channels.OpenChannel.Load(store, state);
        return channel.Outbox.Count > 0 || channel.Pending is not null;
    });

    private static async Task AssertSettledAsync(Participant person)
    {
        var report = await person.SyncAsync();
        await using var session = ModifiedClient.OpenSession(person);
        Assert.Empty(session.Store.List(Bucket.LettersOut));
        Assert.Empty(session.Store.List(Bucket.EarlyLetters));
        Assert.DoesNotContain(report.Notices, notice => notice.Contains("refused", StringComparison.Ordinal));
    }

    private void Report(string what, int atLeast)
    {
        output.WriteLine($"measured: {what}: {_kills} kills, {_inFlight} of them hit work in flight");
        Assert.InRange(_inFlight, atLeast, _kills);
    }
}
