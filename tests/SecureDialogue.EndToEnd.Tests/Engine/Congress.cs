using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>
/// A dialogue whose Charter asks for one organizer of each side and one facilitator. The founder is the facilitator. How officers found
/// a dialogue together has its own tests: here their homes are made by hand, on the relay of a dialogue that one of them opened.
/// </summary>
internal sealed class Congress : IAsyncDisposable
{
    private readonly Talks _talks;

    private Congress(Talks talks, Participant hill, Participant coast) => (_talks, Hill, Coast) = (talks, hill, coast);

    public LocalRelay Relay => _talks.Relay;

    /// <summary>The founder: facilitator, host of what is admitted here.</summary>
    public Participant Facilitator => _talks.Founder;

    /// <summary>Organizer of one side.</summary>
    public Participant Hill { get; }

    /// <summary>Organizer of the other side.</summary>
    public Participant Coast { get; }

    public IReadOnlyList<Participant> Officers => [Facilitator, Hill, Coast];

    public static async Task<Congress> OfAsync()
    {
        var talks = await Talks.FoundAsync("Water talks");
        var hill = await talks.AskAsync("hanna", (await talks.Founder.Client.InviteAsync("organizer", "hill", TimeSpan.FromDays(1))).Link);
        var coast = await talks.AskAsync("carim", (await talks.Founder.Client.InviteAsync("organizer", "coast", TimeSpan.FromDays(1))).Link);
        Participant[] all = [talks.Founder, hill, coast];
        await Task.WhenAll(all.Select(async one => await one.Client.DisposeAsync()));
        Rewrite(all);
        foreach (var one in all)
        {
            await one.ReopenAsync();
            await one.SyncAsync();
        }

        return new Congress(talks, hill, coast);
    }

    /// <summary>Asks to be admitted as a participant of a side; the host has the request.</summary>
    public async Task<Participant> AskAsync(string name, string role = "participant")
    {
        var invitation = await Facilitator.Client.InviteAsync(role, "hill", TimeSpan.FromDays(1));
        var person = await _talks.AskAsync(name, invitation.Link);
        await Facilitator.SyncAsync();
        return person;
    }

    /// <summary>The host proposes the admission of somebody who asked.</summary>
    /// <returns>The paper's id.</returns>
    public async Task<string> ProposeAsync(string name, AdmissionOptions? options = null)
    {
        var request = (await Facilitator.Client.RequestsAsync()).Single(one => one.Name == name);
        return (await Facilitator.Client.AdmitAsync(request.Id, options ?? new AdmissionOptions { WindowHours = 0 })).Paper;
    }

    /// <summary>Asks, and is admitted by all three.</summary>
    public async Task<Participant> AdmitAsync(string name, string role = "participant")
    {
        var person = await AskAsync(name, role);
        var paper = await ProposeAsync(name);
        await Hill.Client.SignAsync(paper);
        await Coast.Client.SignAsync(paper);
        await Facilitator.SyncAsync();
        await person.SyncAsync();
        await person.SyncAsync();
        return person;
    }

    public string NewHome(string name) => _talks.NewHome(name);

    public static async Task<string> StateAsync(Participant officer, string paper) => (await officer.Client.PaperAsync(paper)).Paper.State;

    public async ValueTask DisposeAsync() => await _talks.DisposeAsync();

    private static void Rewrite(Participant[] all)
    {
        var stores = all.Select(ModifiedClient.OpenStore).ToArray();
        try
        {
            var devices = stores.Select(store => LocalRecord.Decode<DeviceState>(store.Get(Bucket.Device, [])!)).ToArray();
            var keys = devices.Select(device => new DeviceKey(new Opaque(Sodium.Ed25519.PublicKey(device.DeviceSeed)))).ToArray();
            var now = UnixHour.Of(DateTimeOffset.UtcNow);
            var signed = devices.Aggregate(new CoSigned<Charter>(CharterOf(keys, now), []), (charter, device) => charter.CoSign(device.DeviceSeed));
            var chain = new SignedCharterChain([signed]);
            for (var i = 0; i < all.Length; i++)
            {
                var officer = signed.Body.Officers[i];
                var admission = devices.Aggregate(
                    new CoSigned<Admission>(
                        new Admission(
                            new DialogueId(signed.Id.Value),
                            signed.Id,
                            new PersonTag(new Opaque(keys[i].Value.Span[..PersonTag.Bytes])),
                            keys[i],
                            officer.Party,
                            officer.Roles,
                            now,
                            now.Plus(9000)),
                        []),
                    (admitted, device) => admitted.CoSign(device.DeviceSeed));
                var device = devices[i] with { Stage = Stage.Admitted, Charters = chain.Encode(), Admission = admission.Encode() };
                stores[i].Write(writer => Keep(writer, device, all, devices, keys));
            }
        }
        finally
        {
            Array.ForEach(stores, store => store.Dispose());
        }
    }

    private static void Keep(StoreWriter writer, DeviceState own, Participant[] all, DeviceState[] devices, DeviceKey[] keys)
    {
        LocalRecord.Put(writer, Bucket.Device, [], own);
        writer.Clear(Bucket.Requests);
        for (var i = 0; i < all.Length; i++)
        {
            writer.Put(Bucket.Contacts, keys[i].Value.Span, new Contact(keys[i], devices[i].Mailbox.Card, devices[i].Name).Encode());
        }
    }

    private static Charter CharterOf(DeviceKey[] keys, UnixHour now) => new(
        1,
        null,
        "Water talks",
        [new Party(PartyCode.Parse("hill"), "Hill"), new Party(PartyCode.Parse("coast"), "Coast")],
        [
            new Officer(keys[0], null, Roles.Facilitator),
            new Officer(keys[1], PartyCode.Parse("hill"), Roles.Organizer),
            new Officer(keys[2], PartyCode.Parse("coast"), Roles.Organizer),
        ],
        SignatureRule.OrganizerOfEachPartyAndFacilitator,
        SignatureRule.TwoWhoKnowThePerson,
        SignatureRule.TwoOfficers,
        [],
        Regime.Closed,
        7,
        (int)LetterSeal.Suite.Id,
        [],
        now);
}
