using System.Threading.Channels;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Connection;
using SecureDialogue.Client.Trust;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Relay;

/// <summary>The hostile relay itself: honest without a rule, and what a rule says with one.</summary>
public sealed class HostileRelayTests
{
    [Fact]
    public async Task Without_a_rule_everybody_talks_through_it()
    {
        await using var talks = await HostileTalks.OfAsync("amal", "boris");
        using var http = new HttpClient();

        await talks["amal"].SayAsync("hello");
        await talks["boris"].SayAsync("hello to you");
        var health = await http.GetAsync(new Uri(talks.Relay.Address + "/health/live"));

        Assert.Equal(["amal: hello", "boris: hello to you"], await talks.Founder.HeardAsync());
        Assert.True(health.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Pushes_of_both_relays_reach_who_waits_for_them()
    {
        await using var talks = await HostileTalks.OfAsync("amal");
        await using var amal = await ModifiedClient.OfAsync(talks["amal"]);
        var pushes = Channel.CreateUnbounded<IReadOnlyList<LogItem>>();
        await using var waiting = await OpenAsync(talks.Relay, "waiting", new Pushes(pushes.Writer));
        await ChannelReader.ProveAsync(waiting, amal.Channel.Id, amal.Channel.Group.Epoch, AccessKey.Seed(amal.Channel.Group));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        var sequence = await amal.SayAsync("pushed");
        var pushed = await pushes.Reader.ReadAsync(patience.Token);
        var reached = await talks.Relay.PushAsync("waiting", amal.Channel.Id, pushed[0] with { Sequence = 99 });
        var injected = await pushes.Reader.ReadAsync(patience.Token);

        Assert.Equal(1, reached);
        Assert.Equal(sequence, pushed.Single().Sequence);
        Assert.Equal(99, injected.Single().Sequence);
    }

    [Fact]
    public async Task Rules_act_for_whom_and_when_they_say_and_count_it()
    {
        await using var hostile = await HostileRelay.StartAsync();
        var directory = Directory.CreateTempSubdirectory("sd-adv-").FullName;
        await using (var real = await LocalRelay.StartAsync(Path.Combine(directory, "relay")))
        {
            hostile.Lead($"http://127.0.0.1:{real.Port}");
            var refused = hostile.On(Calls.Drop).From("amal").Once().Refuse(RelayCode.TooMany);
            var asked = hostile.On(Calls.FetchPackage).Ask(request => request with { DropToken = new byte[1] });
            var twice = hostile.On(Calls.Read).Duplicate();
            await using var amal = await OpenAsync(hostile, "amal");
            await using var boris = await OpenAsync(hostile, "boris");
            var drop = new DropRequest(OpaqueId.Draw<MailboxId>(), new byte[32], OpaqueId.Draw<LetterId>(), new byte[400]);

            RelayCode[] drops = [(await boris.Drop(drop)).Code, (await amal.Drop(drop)).Code, (await amal.Drop(drop)).Code];
            var package = await boris.FetchPackage(new FetchPackageRequest(OpaqueId.Draw<MailboxId>(), new byte[32]));
            hostile.BeHonest();
            var read = await boris.Read(new ReadRequest(OpaqueId.Draw<ChannelId>(), 0));

            Assert.Equal([RelayCode.MailboxGone, RelayCode.TooMany, RelayCode.MailboxGone], drops);
            Assert.Equal(RelayCode.Malformed, package.Code);
            Assert.Equal(RelayCode.WrongOrder, read.Code);
            refused.RequireActed();
            asked.RequireActed();
            Assert.Equal((1, 1, 0), (refused.Count, asked.Count, twice.Count));
            Assert.ThrowsAny<Exception>(() => twice.RequireActed());
        }

        Directory.Delete(directory, recursive: true);
    }

    private static Task<RelayConnection> OpenAsync(HostileRelay hostile, string who, IRelayEvents? events = null) =>
        hostile.AsAsync(who, () => RelayConnection.OpenAsync(new RelayTarget(RelayAddress.Parse(hostile.Address), null), events));

    private sealed class Pushes(ChannelWriter<IReadOnlyList<LogItem>> kept) : IRelayEvents
    {
        public Task LetterArrived() => Task.CompletedTask;

        public Task ItemsStored(ChannelId channel, IReadOnlyList<LogItem> items) => kept.WriteAsync(items).AsTask();

        public Task Whispered(ChannelId channel, ulong epoch, ReadOnlyMemory<byte> bytes) => Task.CompletedTask;
    }
}
