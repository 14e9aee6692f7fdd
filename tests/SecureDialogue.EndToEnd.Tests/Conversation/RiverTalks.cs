using System.Text.Json;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.EndToEnd.Tests.Processes;

namespace SecureDialogue.EndToEnd.Tests.Conversation;

/// <summary>
/// The scene that the facts of this folder and of BlindRelay look at: one relay and the homes of its people, from the Begin link to
/// the state in which each has read what it may. Played once; what was seen on the way is kept here.
/// </summary>
public sealed class RiverTalks : IAsyncLifetime
{
    private readonly Dictionary<string, Person> _people = [];
    private int _homes;

    internal Workplace Workplace { get; } = new();

    internal Relay Relay { get; private set; } = null!;

    internal Person Ingrid => _people[Cast.Ingrid];

    /// <summary>Digits as applicant and officer saw them, by name.</summary>
    internal Dictionary<string, (string Applicant, string Officer)> Digits { get; } = [];

    /// <summary>What each of the first six read after each had written once.</summary>
    internal Dictionary<string, IReadOnlyList<string>> SixRead { get; } = [];

    /// <summary>What the member who was away read after returning, and the epochs before and after.</summary>
    internal IReadOnlyList<string> ReturnedRead { get; private set; } = [];

    internal long EpochsMissed { get; private set; }

    /// <summary>What the removed member could read, and how that ended.</summary>
    internal Outcome RemovedRead { get; private set; } = new(-1, string.Empty, string.Empty);

    internal IReadOnlyList<string> StayingRead { get; private set; } = [];

    /// <summary>The MLS state just before the removal, as somebody who copied the home would have it: of the one removed, and of one who stays.</summary>
    internal byte[] KeptByRemoved { get; private set; } = [];

    internal byte[] KeptByStaying { get; private set; } = [];

    /// <summary>Both requests of the link that was used twice, and what came of admitting either.</summary>
    internal JsonElement Doubtful { get; private set; }

    internal List<Outcome> AdmittedInDoubt { get; } = [];

    /// <summary>Authenticators of all members at moments at which they must be equal.</summary>
    internal List<(string Moment, IReadOnlyList<string> Authenticators)> Agreements { get; } = [];

    internal Person Of(string name) => _people[name];

    public async Task InitializeAsync()
    {
        Relay = await Relay.StartAsync(Workplace, "relay", ("Logging__LogLevel__Default", "Debug"));
        await Join(Cast.Ingrid).RunAsync(
            "create", Relay.BeginLink, "--title", Cast.Dialogue, "--party", $"hill:{Cast.HillSide}", "--party", $"coast:{Cast.CoastSide}", "--name", Cast.Ingrid);
        foreach (var (name, party) in new[] { (Cast.Sana, "hill"), (Cast.Marek, "coast"), (Cast.Leyla, "hill"), (Cast.Tomas, "coast"), (Cast.Maryam, "hill") })
        {
            await AdmitAsync(name, "participant", party);
        }

        await Ingrid.RunAsync("channel", "create", Cast.Plenary, "--kind", "plenary", "--all");
        await SyncAllAsync();
        await SixSpeakAsync();
        await UseALinkTwiceAsync();
        await MissThreeEpochsAsync();
        await ReturnAsync();
    }

    public async Task DisposeAsync()
    {
        await Relay.DisposeAsync();
        Workplace.Dispose();
    }

    internal async Task SendAsync(string name, string text) => await _people[name].RunAsync("send", Cast.Plenary, "--", text);

    private Person Join(string name) => _people[name] = new Person(Workplace, name, $"home-{++_homes}");

    private async Task<string> InviteAsync(string role, string party)
    {
        string[] side = party.Length > 0 ? ["--party", party] : [];
        return (await Ingrid.RunAsync(["invite", "--role", role, .. side])).Trim();
    }

    /// <summary>From the link to the admission, with the digits as both saw them.</summary>
    private async Task AdmitAsync(string name, string role, string party)
    {
        var person = Join(name);
        await person.RunAsync("join", await InviteAsync(role, party), "--name", name);
        var request = (await Ingrid.JsonAsync("requests")).EnumerateArray().Single(r => r.GetProperty("name").GetString() == name);
        var id = request.GetProperty("id").GetString()!;
        Digits[name] = (await DigitsAsync(person), await DigitsAsync(Ingrid, id));
        await Ingrid.RunAsync("admit", id, "--compared");
        await person.RunAsync("sync");
    }

    private static async Task<string> DigitsAsync(Person person, params string[] id) =>
        (await person.JsonAsync(["digits", .. id])).GetProperty("digits").GetString()!;

    private async Task SixSpeakAsync()
    {
        string[] speakers = [Cast.Sana, Cast.Maryam, Cast.Ingrid, Cast.Tomas, Cast.Leyla, Cast.Marek];
        foreach (var (speaker, text) in speakers.Zip(Cast.SixTexts))
        {
            await SendAsync(speaker, text);
        }

        var read = await Task.WhenAll(speakers.Select(speaker => _people[speaker].ReadTextsAsync(Cast.Plenary)));
        foreach (var (speaker, texts) in speakers.Zip(read))
        {
            SixRead[speaker] = texts;
        }

        await AgreeAsync("six have spoken", speakers);
    }

    private async Task UseALinkTwiceAsync()
    {
        var link = await InviteAsync("participant", "coast");
        await Join(Cast.Doubted).RunAsync("join", link, "--name", Cast.Doubted);
        await Join(Cast.Doubter).RunAsync("join", link, "--name", Cast.Doubter);
        Doubtful = await Ingrid.JsonAsync("requests");
        foreach (var request in Doubtful.EnumerateArray())
        {
            AdmittedInDoubt.Add(await Ingrid.TryAsync("admit", request.GetProperty("id").GetString()!, "--compared"));
        }
    }

    /// <summary>Tomás is away while one is added, one removed, one added.</summary>
    private async Task MissThreeEpochsAsync()
    {
        var before = await EpochAsync(Of(Cast.Tomas));
        await AdmitAsync(Cast.Karim, "interpreter", string.Empty);
        await Ingrid.RunAsync("channel", "add", Cast.Plenary, Cast.Karim);
        await SyncAllAsync(Cast.Tomas);
        await SendAsync(Cast.Sana, Cast.BeforeRemoval);
        await Of(Cast.Maryam).RunAsync("sync");
        await AgreeAsync("one was added", Cast.Ingrid, Cast.Sana, Cast.Marek, Cast.Leyla, Cast.Maryam, Cast.Karim);

        KeptByRemoved = Keep(Of(Cast.Maryam));
        KeptByStaying = Keep(Of(Cast.Marek));
        await Ingrid.RunAsync("remove", Cast.Plenary, Cast.Maryam);
        await SendAsync(Cast.Leyla, Cast.AfterRemoval);
        await SyncAllAsync(Cast.Tomas, Cast.Maryam);
        await AgreeAsync("one was removed", Cast.Ingrid, Cast.Sana, Cast.Marek, Cast.Leyla, Cast.Karim);

        await AdmitAsync(Cast.Noor, "participant", "coast");
        await Ingrid.RunAsync("channel", "add", Cast.Plenary, Cast.Noor);
        await SyncAllAsync(Cast.Tomas, Cast.Maryam);
        await SendAsync(Cast.Karim, Cast.WhileAway);
        await SendAsync(Cast.Marek, Cast.Bidi);
        EpochsMissed = await EpochAsync(Ingrid) - before;
    }

    private async Task ReturnAsync()
    {
        ReturnedRead = await Of(Cast.Tomas).ReadTextsAsync(Cast.Plenary);
        StayingRead = await Of(Cast.Leyla).ReadTextsAsync(Cast.Plenary);
        RemovedRead = await Of(Cast.Maryam).TryAsync("read", Cast.Plenary, "--json");
        await SyncAllAsync(Cast.Maryam);
        await AgreeAsync("everybody is back", Cast.Ingrid, Cast.Sana, Cast.Marek, Cast.Leyla, Cast.Tomas, Cast.Karim, Cast.Noor);
    }

    private static byte[] Keep(Person person)
    {
        using var store = SecureStore.Open(person.Home, Workplace.Passphrase);
        return Assert.Single(store.List(Bucket.Groups)).Value.ToArray();
    }

    private async Task SyncAllAsync(params string[] butNot)
    {
        var present = _people.Values.Where(p => !butNot.Contains(p.Name) && p.Name is not (Cast.Doubted or Cast.Doubter));
        await Parallel.ForEachAsync(present, async (person, _) => await person.RunAsync("sync"));
    }

    private async Task AgreeAsync(string moment, params string[] names)
    {
        var seen = await Task.WhenAll(names.Select(name => PlenaryAsync(_people[name])));
        Agreements.Add((moment, [.. seen.Select(channel => channel.GetProperty("authenticator").GetString()!)]));
    }

    private static async Task<long> EpochAsync(Person person) => (await PlenaryAsync(person)).GetProperty("epoch").GetInt64();

    private static async Task<JsonElement> PlenaryAsync(Person person) =>
        (await person.JsonAsync("channels")).EnumerateArray().Single(c => c.GetProperty("title").GetString() == Cast.Plenary);
}
