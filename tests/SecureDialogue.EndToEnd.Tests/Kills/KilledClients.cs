using SecureDialogue.Client.Sync;
using SecureDialogue.EndToEnd.Tests.Processes;

namespace SecureDialogue.EndToEnd.Tests.Kills;

/// <summary>Two people at the command line whose program is killed at chosen points, and what went over the wire meanwhile.</summary>
internal sealed class KilledClients : IAsyncDisposable
{
    private readonly Workplace _workplace = new();
    private Relay _relay = null!;
    private RelayProxy _proxy = null!;

    private KilledClients()
    {
        Founder = new Person(_workplace, "Founder", "founder");
        Member = new Person(_workplace, "Member", "member");
    }

    public Person Founder { get; }

    public Person Member { get; }

    public HashSet<FaultPoint> Hit { get; } = [];

    public GenerationRecord Generations { get; } = new();

    public string[] Create => ["create", _relay.BeginLink.Replace(_relay.Address, _proxy.Address, StringComparison.Ordinal), "--title", "Talks", "--party", "hill:Hill", "--name", Founder.Name];

    /// <summary>All that was ever posted, and all that is in the log.</summary>
    public IEnumerable<byte[]> Items => _proxy.Ledger.Bytes.Values.SelectMany(versions => versions).Select(Convert.FromBase64String);

    public static async Task<KilledClients> BeginAsync()
    {
        var clients = new KilledClients();
        clients._relay = await Relay.StartAsync(clients._workplace);
        clients._proxy = new RelayProxy(clients._relay.Port);
        return clients;
    }

    /// <summary>From nothing to a channel in which both are.</summary>
    public static async Task<KilledClients> BeginWithChannelAsync(string title)
    {
        var clients = await BeginAsync();
        await clients.Founder.RunAsync(clients.Create);
        await clients.Member.RunAsync("join", await clients.InviteAsync(), "--name", clients.Member.Name);
        await clients.AdmitAsync();
        await clients.Member.RunAsync("sync");
        await clients.Founder.RunAsync("channel", "create", title, "--kind", "plenary", "--all");
        await clients.Member.RunAsync("sync");
        return clients;
    }

    public async Task<string> InviteAsync() => (await Founder.RunAsync("invite", "--role", "participant", "--party", "hill")).Trim();

    /// <summary>Admits the one who asks: exactly one, not in doubt.</summary>
    public async Task AdmitAsync()
    {
        var request = Assert.Single((await Founder.JsonAsync("requests")).EnumerateArray());
        Assert.False(request.GetProperty("inDoubt").GetBoolean());
        await Founder.RunAsync("admit", request.GetProperty("id").GetString()!, "--compared");
    }

    /// <summary>Runs a command that must die at the point.</summary>
    public async Task KillAsync(Person person, FaultPoint point, params string[] command)
    {
        var outcome = await person.TryWithFaultAsync($"{point}:1", command);
        Assert.True(outcome.ExitCode == Outcome.Killed, $"{point} was not hit by {command[0]}: {outcome}");
        Hit.Add(point);
        Generations.Learn(person.Home);
    }

    /// <summary>What both read in a channel, which must be the same.</summary>
    public async Task<IReadOnlyList<string>> ReadBothAsync(string channel)
    {
        var (founder, member) = (await Founder.ReadTextsAsync(channel), await Member.ReadTextsAsync(channel));
        Assert.Equal(founder, member);
        return founder;
    }

    public static async Task<(int Members, string Authenticator)> StateAsync(Person person, string channel)
    {
        var view = (await person.JsonAsync("channels")).EnumerateArray().Single(c => c.GetProperty("title").GetString() == channel);
        return (view.GetProperty("members").GetInt32(), view.GetProperty("authenticator").GetString()!);
    }

    /// <summary>A home copied with all that is in it.</summary>
    public async Task<Person> CopyAsync(Person person)
    {
        await _workplace.ShellAsync($"cp -a '{person.Home}' '{person.Home}-copy'");
        return new Person(_workplace, person.Name, Path.GetFileName(person.Home) + "-copy");
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _relay.DisposeAsync();
        _workplace.Dispose();
    }
}
