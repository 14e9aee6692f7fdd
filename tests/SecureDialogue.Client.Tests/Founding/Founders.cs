using System.Security.Cryptography;
using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Founding;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Tests.Papers;
using SecureDialogue.Client.Tests.Trust;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client.Tests.Founding;

/// <summary>Three founders, each on a device of their own, before there is a Charter; a test carries their letters.</summary>
internal sealed class Founders : IAsyncDisposable
{
    private const string Title = "Water talks";
    private readonly List<Desk> _all = [];

    internal Founders()
    {
        First = new Desk("Ingrid", World.Seed(World.Facilitator), null, null, Clock, device => device with
        {
            Stage = Stage.Gathering,
            Plan = new FoundingPlan(Title, [new PartyView("hill", "Hill"), new PartyView("coast", "Coast")], "1+1+1", (int)Roles.Facilitator, null),
            Management = new Management(new byte[16], new byte[32], new byte[32]),
        });
        _all.Add(First);
        Hill = Answer("Orla", World.HillOrganizer, Link(World.Hill, 1));
        Coast = Answer("Otto", World.CoastOrganizer, Link(World.Coast, 2));
    }

    internal BureauClock Clock { get; } = new(World.Now.ToTime());

    /// <summary>Who opened the dialogue.</summary>
    internal Desk First { get; }

    internal Desk Hill { get; }

    internal Desk Coast { get; }

    internal IReadOnlyList<Desk> All => _all;

    /// <summary>A device that comes by a link; its answer reaches the first founder.</summary>
    internal Desk Answer(string name, byte person, FoundingLink link)
    {
        var text = link.ToLink(First.Session.Device.DeviceSeed);
        var desk = new Desk(name, World.Seed(person), null, null, Clock, device => device with
        {
            Stage = Stage.Gathering,
            FoundingAnswer = new FoundingAnswer(text, World.Now.Value),
        });
        _all.Add(desk);
        var request = new FoundingRequest(link.Id, desk.Key, desk.Contact.Card, link.Secret, name, World.Now);
        Assert.True(First.Receive(desk.Letter(LetterKind.FoundingRequest, First, request.Sign(desk.Session.Device.DeviceSeed).Encode())));
        return desk;
    }

    /// <summary>A link that the first founder made.</summary>
    internal FoundingLink Link(PartyCode party, byte secret)
    {
        var link = new FoundingLink(
            RelayAddress.Parse("http://127.0.0.1:1"),
            World.Bytes(0, 16),
            First.Key,
            First.Contact.Card,
            new SecretBytes(World.Bytes(secret, 32).Span),
            new SecretBytes(World.Bytes(7, 32).Span),
            World.Bytes(8, 32),
            Title,
            party,
            Roles.Organizer,
            World.Now.Plus(24));
        var record = new StoredInvitation(link.Id.Value.ToArray(), party.Value, (int)Roles.Organizer, link.ExpiresAt.Value);
        First.Write(writer => LocalRecord.Put(writer, Bucket.FoundingLinks, SHA256.HashData(link.Secret.Span), record));
        return link;
    }

    internal PaperDraft Draft(string? json = null) => FoundingPaper.Draw(First.Session, json, string.Empty);

    /// <summary>Carries all letters until there are none left.</summary>
    internal void Carry()
    {
        for (var letters = Collect(); letters.Count > 0; letters = Collect())
        {
            letters.ForEach(letter => _all.First(desk => desk.Owns(letter)).Receive(letter));
        }
    }

    internal List<StoredLetter> Collect() => [.. _all.SelectMany(desk => desk.TakeLetters())];

    public async ValueTask DisposeAsync()
    {
        foreach (var desk in _all)
        {
            await desk.DisposeAsync();
        }
    }
}
