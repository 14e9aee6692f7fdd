using SecureDialogue.Client.Trust;
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
    /// <param name="settings">Settings of the real relay, as on its command line.</param>
    public static async Task<HostileTalks> FoundAsync(params string[] settings)
    {
        var hostile = await HostileRelay.StartAsync();
        var talks = await Talks.FoundAsync("Talks", async data =>
        {
            var real = await LocalRelay.StartAsync(data, 0, ["--Relay:PublicUrl=" + hostile.Address, .. settings]);
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

    /// <summary>
    /// A plenary whose Charter asks for an organizer of each side and a facilitator: hanna of the hill side, carim of the coast's, and the
    /// founder. In it are the founder, a facilitator who is no officer and keeps no rule, and these participants.
    /// </summary>
    public static async Task<HostileTalks> CouncilAsync(params string[] names)
    {
        var talks = await FoundAsync();
        await talks.Talks.AdmitAsync("hanna", "organizer");
        await talks.Talks.AdmitAsync("carim", "organizer");
        await talks.Talks.AdmitAsync("rogue", "facilitator");
        foreach (var name in names)
        {
            await talks.Talks.AdmitAsync(name);
        }

        await talks.OpenPlenaryAsync(["rogue", .. names]);
        await Amendment.WithOfficersAsync(
            talks.Talks,
            charter => charter with { AdmissionRule = SignatureRule.OrganizerOfEachPartyAndFacilitator, DeviceRule = SignatureRule.TwoWhoKnowThePerson },
            ("hanna", PartyCode.Parse("hill"), Roles.Organizer),
            ("carim", PartyCode.Parse("coast"), Roles.Organizer));
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

    /// <summary>The founder and these people refuse the last change, say why, and can write nothing until a steward acts.</summary>
    public async Task RequireRefusedAsync(string why, params string[] names)
    {
        foreach (var person in names.Select(name => this[name]).Append(Founder))
        {
            var notices = (await person.SyncAsync()).Notices;
            await person.HeardAsync();
            Assert.Contains(notices, notice => notice.Contains(why, StringComparison.Ordinal));
            Assert.Contains(why, person.Client.LastProblem?.Message, StringComparison.Ordinal);
            Assert.Equal("stopped", (await person.ChannelAsync()).State);
        }
    }

    /// <summary>The founder and these people say something in turn; all hear all in one order, in one epoch.</summary>
    public async Task RequireAllTalkAsync(params string[] names)
    {
        Participant[] all = [Founder, .. names.Select(name => this[name])];
        var round = Guid.NewGuid().ToString("N")[..8];
        foreach (var person in all)
        {
            await person.SyncAsync();
            await person.SayAsync($"{round} {person.Name} is here");
        }

        var heard = (await Founder.HeardAsync()).Where(text => text.Contains(round, StringComparison.Ordinal)).ToArray();
        Assert.Equal(all.Select(person => $"{person.Name}: {round} {person.Name} is here"), heard);
        foreach (var person in all)
        {
            Assert.Equal(heard, (await person.HeardAsync()).Where(text => text.Contains(round, StringComparison.Ordinal)));
            Assert.Equal((await Founder.ChannelAsync()).Authenticator, (await person.ChannelAsync()).Authenticator);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Talks.DisposeAsync();
        await Relay.DisposeAsync();
    }
}
