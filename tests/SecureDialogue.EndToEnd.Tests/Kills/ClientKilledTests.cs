using SecureDialogue.Cli;
using SecureDialogue.Client.Sync;
using SecureDialogue.EndToEnd.Tests.Processes;
using Xunit.Abstractions;

namespace SecureDialogue.EndToEnd.Tests.Kills;

[Trait("Category", "Long")]
public sealed class ClientKilledTests(ITestOutputHelper output)
{
    private const string Channel = "Plenary";

    private static readonly FaultPoint[] CommitPoints =
    [
        FaultPoint.BeforeCommitPersist, FaultPoint.AfterCommitPersist, FaultPoint.AfterFirstWelcomeDropped, FaultPoint.AfterWelcomesDropped,
        FaultPoint.AfterCommitSent, FaultPoint.AfterCommitAnswered, FaultPoint.BeforeMergePersist, FaultPoint.AfterMergePersist,
    ];

    private static readonly FaultPoint[] SendPoints =
    [
        FaultPoint.BeforeMessagePersist, FaultPoint.AfterMessagePersist, FaultPoint.BeforeSealPersist, FaultPoint.AfterSealPersist,
        FaultPoint.AfterFirstPost, FaultPoint.AfterPostsAnswered,
    ];

    /// <summary>What only papers pass: <see cref="SignerKilledTests"/>.</summary>
    private static readonly FaultPoint[] OfSigners = [FaultPoint.BeforePaperPersist, FaultPoint.AfterPaperPersist, FaultPoint.AfterFirstLetterDropped];

    [Fact]
    public async Task Nothing_is_lost_doubled_or_sealed_twice_wherever_a_client_is_killed()
    {
        await using var clients = await KilledClients.BeginAsync();

        await FoundAsync(clients);
        await JoinAsync(clients);
        foreach (var point in CommitPoints)
        {
            await OpenChannelAsync(clients, point);
        }

        await EnterAsync(clients);
        await SendAsync(clients);
        await ReadAsync(clients);

        var repeats = clients.Generations.Repeats(clients.Items);
        output.WriteLine($"measured: {clients.Hit.Count} fault points hit, {clients.Generations.Opened} items opened, {clients.Generations.NotOpened} of epochs not seen, no key used twice");
        Assert.Equal(Enum.GetValues<FaultPoint>().Except(OfSigners).Except(clients.Hit), []);
        Assert.Empty(repeats);
        Assert.InRange(clients.Generations.Opened, 40, int.MaxValue);
    }

    [Fact]
    public async Task Four_processes_write_fifty_messages_each_with_one_home()
    {
        await using var clients = await KilledClients.BeginWithChannelAsync(Channel);
        clients.Generations.Learn(clients.Founder.Home);
        var busy = 0;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async process =>
        {
            for (var i = 0; i < 50; i++)
            {
                Interlocked.Add(ref busy, await WriteAsync(clients.Founder, $"process {process} line {i}"));
            }
        }));

        var read = await clients.ReadBothAsync(Channel);
        clients.Generations.Learn(clients.Founder.Home);
        Assert.Equal(200, read.Count);
        Assert.Equal(200, read.Distinct().Count());
        Assert.All(Enumerable.Range(0, 4), process => Assert.Equal(
            Enumerable.Range(0, 50).Select(i => $"process {process} line {i}"),
            read.Where(text => text.StartsWith($"process {process} ", StringComparison.Ordinal))));
        Assert.Empty(clients.Generations.Repeats(clients.Items));
        output.WriteLine($"measured: 4 processes, {read.Count} messages, {clients.Generations.Opened} items opened, {clients.Generations.NotOpened} of epochs not seen, {busy} times busy");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_home_used_in_two_places_stops_once_it_reads_what_the_other_wrote(bool copyWrites)
    {
        await using var clients = await KilledClients.BeginWithChannelAsync(Channel);
        var copy = await clients.CopyAsync(clients.Member);
        var (writer, other) = copyWrites ? (copy, clients.Member) : (clients.Member, copy);

        await writer.RunAsync("send", Channel, "written in one place");
        var reading = await other.TryAsync("sync");
        var writing = await other.TryAsync("send", Channel, "written in the other");

        Assert.Equal((int)ExitCode.OldCopy, reading.ExitCode);
        Assert.Equal((int)ExitCode.OldCopy, writing.ExitCode);
        Assert.Equal(["written in one place"], await clients.Founder.ReadTextsAsync(Channel));
        Assert.Equal(["written in one place"], await writer.ReadTextsAsync(Channel));
    }

    /// <summary>Whoever finds the home busy for ten seconds has written nothing, and tries again.</summary>
    private static async Task<int> WriteAsync(Person person, string text)
    {
        var busy = 0;
        while (await person.TryAsync("send", Channel, text) is var outcome && outcome.ExitCode != 0)
        {
            Assert.True(outcome.ExitCode == (int)ExitCode.HomeBusy && ++busy < 20, outcome.ToString());
        }

        return busy;
    }

    private static async Task FoundAsync(KilledClients clients)
    {
        await clients.KillAsync(clients.Founder, FaultPoint.AfterFoundingPersist, clients.Create);
        await clients.KillAsync(clients.Founder, FaultPoint.AfterDialogueCreated, "sync");
        await clients.KillAsync(clients.Founder, FaultPoint.AfterMailboxCreated, "sync");
        await clients.Founder.RunAsync("sync");
        Assert.Equal("admitted", (await clients.Founder.JsonAsync("status")).GetProperty("stage").GetString());
    }

    private static async Task JoinAsync(KilledClients clients)
    {
        var (founder, member) = (clients.Founder, clients.Member);
        await clients.KillAsync(member, FaultPoint.AfterFoundingPersist, "join", await clients.InviteAsync(), "--name", member.Name);
        await clients.KillAsync(member, FaultPoint.AfterMailboxCreated, "sync");
        await member.RunAsync("sync");
        await clients.KillAsync(founder, FaultPoint.BeforeLetterPersist, "requests");
        await clients.KillAsync(founder, FaultPoint.AfterLetterPersist, "requests");
        await clients.KillAsync(founder, FaultPoint.AfterLetterAcknowledged, "requests");
        await clients.AdmitAsync();
        await clients.KillAsync(member, FaultPoint.BeforePackagesPersist, "sync");
        await clients.KillAsync(member, FaultPoint.AfterPackagesPersist, "sync");
        await member.RunAsync("sync");
    }

    /// <summary>A channel that is opened with a kill on the way: after a sync it is whole, or it has its founder alone and is gone on with.</summary>
    private static async Task OpenChannelAsync(KilledClients clients, FaultPoint point)
    {
        var (founder, member, title) = (clients.Founder, clients.Member, $"Killed {point}");
        await clients.KillAsync(founder, point, "channel", "create", title, "--kind", "plenary", "--all");
        await founder.RunAsync("sync");
        if ((await KilledClients.StateAsync(founder, title)).Members == 1)
        {
            await founder.RunAsync("channel", "add", title, member.Name);
        }

        await founder.RunAsync("send", title, title);
        Assert.Equal([title], await clients.ReadBothAsync(title));
        clients.Generations.Learn(founder.Home);
        Assert.Equal(await KilledClients.StateAsync(founder, title), await KilledClients.StateAsync(member, title));
        Assert.Equal(2, (await KilledClients.StateAsync(member, title)).Members);
    }

    private static async Task EnterAsync(KilledClients clients)
    {
        await clients.Founder.RunAsync("channel", "create", Channel, "--kind", "plenary", "--all");
        await clients.KillAsync(clients.Member, FaultPoint.BeforeJoinPersist, "sync");
        await clients.KillAsync(clients.Member, FaultPoint.AfterJoinPersist, "sync");
        await clients.Member.RunAsync("sync");
        Assert.Equal(await KilledClients.StateAsync(clients.Founder, Channel), await KilledClients.StateAsync(clients.Member, Channel));
    }

    private static async Task SendAsync(KilledClients clients)
    {
        foreach (var point in SendPoints)
        {
            await clients.KillAsync(clients.Founder, point, "send", Channel, $"text {point}");
            await clients.Founder.RunAsync("sync");
        }

        // Before it is kept, a message is no promise yet.
        var kept = SendPoints.Where(point => point != FaultPoint.BeforeMessagePersist).Select(point => $"text {point}");
        Assert.Equal(kept, await clients.ReadBothAsync(Channel));
    }

    private static async Task ReadAsync(KilledClients clients)
    {
        var before = await clients.ReadBothAsync(Channel);
        foreach (var point in new[] { FaultPoint.BeforeItemsPersist, FaultPoint.AfterItemsPersist })
        {
            await clients.Founder.RunAsync("send", Channel, $"text {point}");
            await clients.KillAsync(clients.Member, point, "read", Channel);
        }

        Assert.Equal([.. before, "text BeforeItemsPersist", "text AfterItemsPersist"], await clients.ReadBothAsync(Channel));
    }
}
