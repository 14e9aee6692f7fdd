using SecureDialogue.EndToEnd.Tests.Engine;

namespace SecureDialogue.Adversary.Tests.Relay;

/// <summary>A dialogue whose people reach their relay only through a hostile one.</summary>
internal sealed class HostileTalks : IAsyncDisposable
{
    private HostileTalks(Talks talks, HostileRelay relay) => (Talks, Relay) = (talks, relay);

    public Talks Talks { get; }

    public HostileRelay Relay { get; }

    public Participant Founder => Talks.Founder;

    public Participant this[string name] => Talks[name];

    /// <summary>A founder alone, without a channel.</summary>
    public static async Task<HostileTalks> FoundAsync()
    {
        var hostile = await HostileRelay.StartAsync();
        var talks = await Talks.FoundAsync("Talks", async data =>
        {
            var real = await LocalRelay.StartAsync(data, 0, "--Relay:PublicUrl=" + hostile.Address);
            hostile.Lead($"http://127.0.0.1:{real.Port}");
            return real;
        });
        return new HostileTalks(talks, hostile);
    }

    /// <summary>A plenary with the founder and these participants, everybody at its head.</summary>
    public static async Task<HostileTalks> OfAsync(params string[] names)
    {
        var talks = await FoundAsync();
        foreach (var name in names)
        {
            await talks.Talks.AdmitAsync(name);
        }

        await talks.OpenPlenaryAsync(names);
        return talks;
    }

    public async Task OpenPlenaryAsync(params string[] names)
    {
        await Founder.Client.CreateChannelAsync(Talks.Plenary, "plenary", names);
        await Talks.SyncAllAsync();
        await Talks.SyncAllAsync();
    }

    /// <summary>Lets somebody connect again, on connections that are known as theirs.</summary>
    public Task<bool> RecogniseAsync(string name) => Relay.AsAsync(name, async () =>
    {
        await this[name].ReopenAsync();
        await this[name].SyncAsync();
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        await Talks.DisposeAsync();
        await Relay.DisposeAsync();
    }
}
