using SecureDialogue.Client;
using SecureDialogue.Client.Views;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>A dialogue on a relay of its own: a founder, who opened the plenary and is its steward, and admitted people.</summary>
internal sealed class Talks : IAsyncDisposable
{
    public const string Plenary = "Plenary";

    private readonly string _directory = Directory.CreateTempSubdirectory("sd-eng-").FullName;
    private readonly List<Participant> _people = [];
    private readonly List<Participant> _further = [];

    public LocalRelay Relay { get; private set; } = null!;

    public Participant Founder => _people[0];

    public IReadOnlyList<Participant> People => _people;

    public Participant this[string name] => _people.Single(person => person.Name == name);

    /// <summary>A founder alone, without a channel.</summary>
    /// <param name="title">What it is called.</param>
    /// <param name="start">Starts the relay on a data directory; an ordinary one if nothing is said.</param>
    public static async Task<Talks> FoundAsync(string title = "Talks", Func<string, Task<LocalRelay>>? start = null)
    {
        var talks = new Talks();
        var data = Path.Combine(talks._directory, "relay");
        talks.Relay = await (start?.Invoke(data) ?? LocalRelay.StartAsync(data));
        var home = Path.Combine(talks._directory, "founder");
        var dialogue = new NewDialogue(talks.Relay.BeginLink, title, [new PartyView("hill", "Hill"), new PartyView("coast", "Coast")], "founder");
        talks._people.Add(new Participant("founder", home, await DialogueClient.CreateAsync(dialogue, Participant.Options(home))));
        return talks;
    }

    /// <summary>A plenary with the founder and these participants, everybody at its head.</summary>
    public static async Task<Talks> OfAsync(params string[] names)
    {
        var talks = await FoundAsync();
        foreach (var name in names)
        {
            await talks.AdmitAsync(name);
        }

        await talks.Founder.Client.CreateChannelAsync(Plenary, "plenary", names);
        await talks.SyncAllAsync();
        await talks.SyncAllAsync();
        return talks;
    }

    public string NewHome(string name) => Path.Combine(_directory, name);

    /// <summary>Asks to be admitted; nobody has answered yet.</summary>
    public async Task<Participant> AskAsync(string name, string link)
    {
        var person = new Participant(name, NewHome(name), await DialogueClient.JoinAsync(link, name, Participant.Options(NewHome(name))));
        _people.Add(person);
        return person;
    }

    /// <summary>From the invitation to the admission; the device has put its key packages, too.</summary>
    public async Task<Participant> AdmitAsync(string name, string role = "participant", string side = "hill")
    {
        var invitation = await Founder.Client.InviteAsync(role, side, TimeSpan.FromDays(1));
        var person = await AskAsync(name, invitation.Link);
        var request = (await Founder.Client.RequestsAsync()).Single(one => one.Name == name);
        await Founder.Client.AdmitAsync(request.Id);
        await person.SyncAsync();
        await person.SyncAsync();
        return person;
    }

    /// <summary>Ends a further device of somebody with the dialogue.</summary>
    public void Own(Participant device) => _further.Add(device);

    public async Task SyncAllAsync()
    {
        foreach (var person in _people)
        {
            await person.SyncAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in _people.Concat(_further))
        {
            await person.DisposeAsync();
        }

        await Relay.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
