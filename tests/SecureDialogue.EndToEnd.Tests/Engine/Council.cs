using SecureDialogue.Client;
using SecureDialogue.Client.Views;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>A dialogue founded by three: a neutral facilitator, and an organizer of each side; nobody admits, amends or removes alone.</summary>
internal sealed class Council : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("sd-council-").FullName;
    private readonly List<Participant> _people = [];
    private LocalRelay? _relay;

    public Participant Facilitator => _people[0];

    public Participant Hill => _people[1];

    public Participant Coast => _people[2];

    public Participant this[string name] => _people.Single(person => person.Name == name);

    public IReadOnlyList<Participant> People => _people;

    /// <summary>Three who answered their links; nobody has proposed a Charter.</summary>
    public static async Task<Council> GatherAsync()
    {
        var council = new Council();
        council._relay = await LocalRelay.StartAsync(Path.Combine(council._directory, "relay"));
        var home = Path.Combine(council._directory, "ingrid");
        var dialogue = new NewDialogue(council._relay.BeginLink, "Talks", [new PartyView("hill", "Hill"), new PartyView("coast", "Coast")], "ingrid") { Rules = "1+1+1", Roles = ["facilitator"] };
        council._people.Add(new Participant("ingrid", home, await DialogueClient.CreateAsync(dialogue, Participant.Options(home))));
        foreach (var (name, side) in new[] { ("orla", "hill"), ("otto", "coast") })
        {
            await council.JoinAsync(name, (await council.Facilitator.Client.InviteFounderAsync(["organizer"], side, TimeSpan.FromDays(1))).Link);
        }

        return council;
    }

    /// <summary>All three have signed, and these participants are in a plenary with the facilitator.</summary>
    public static async Task<Council> OfAsync(params string[] participants)
    {
        var council = await GatherAsync();
        var charter = await council.Facilitator.Client.ProposeCharterAsync(null, [], string.Empty);
        await council.Hill.Client.SignAsync(charter.Paper);
        await council.Coast.Client.SignAsync(charter.Paper);
        await council.SyncAllAsync();
        foreach (var name in participants)
        {
            await council.AdmitAsync(name);
        }

        if (participants.Length > 0)
        {
            await council.Facilitator.Client.CreateChannelAsync(Talks.Plenary, "plenary", participants);
            await council.SyncAllAsync();
            await council.SyncAllAsync();
        }

        return council;
    }

    /// <summary>From the invitation to the admission, which all three sign; it begins at once.</summary>
    public async Task AdmitAsync(string name)
    {
        await JoinAsync(name, (await Facilitator.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link);
        var request = (await Facilitator.Client.RequestsAsync()).Single(one => one.Name == name);
        var paper = (await Facilitator.Client.AdmitAsync(request.Id, new AdmissionOptions { WindowHours = 0 })).Paper;
        await SignAsync(paper);
        await SyncAllAsync();
        await SyncAllAsync();
    }

    /// <summary>The organizers of both sides sign.</summary>
    public async Task SignAsync(string paper)
    {
        await Hill.Client.SignAsync(paper);
        await Coast.Client.SignAsync(paper);
    }

    public async Task SyncAllAsync()
    {
        foreach (var person in _people)
        {
            await person.SyncAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in _people)
        {
            await person.DisposeAsync();
        }

        await _relay!.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task JoinAsync(string name, string link)
    {
        var home = Path.Combine(_directory, name);
        _people.Add(new Participant(name, home, await DialogueClient.JoinAsync(link, name, Participant.Options(home))));
    }
}
