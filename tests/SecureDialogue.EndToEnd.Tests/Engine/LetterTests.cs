using System.Security.Cryptography;
using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using Letter = SecureDialogue.Client.Trust.Letter;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>What somebody drops into a mailbox does nothing but what it may, and never blocks what comes after it.</summary>
public sealed class LetterTests
{
    private static readonly byte[] Seed = RandomNumberGenerator.GetBytes(Ed25519.SeedBytes);

    public static TheoryData<string> Letters => ["junk", "nothing", "another invitation", "a card of no mailbox", "a card with a key that is none", "a welcome of nobody"];

    [Theory]
    [MemberData(nameof(Letters))]
    public async Task A_letter_of_a_stranger_shows_nothing_and_blocks_nobody(string what)
    {
        await using var talks = await Talks.FoundAsync();
        var link = Invitation.ParseLink((await talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link);
        var other = Invitation.ParseLink((await talks.Founder.Client.InviteAsync("participant", "coast", TimeSpan.FromDays(1))).Link);
        await DropAsync(talks, link.Card, Bytes(what, link, other));

        Assert.Empty(await talks.Founder.Client.RequestsAsync());
        await talks.AdmitAsync("amal");

        Assert.Equal("admitted", (await talks["amal"].Client.StatusAsync()).Stage);
    }

    [Fact]
    public async Task The_same_letter_well_made_is_shown()
    {
        await using var talks = await Talks.FoundAsync();
        var link = Invitation.ParseLink((await talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link);
        await DropAsync(talks, link.Card, Request(link, link.Id, link.Card));

        Assert.Single(await talks.Founder.Client.RequestsAsync());
    }

    [Fact]
    public async Task A_letter_that_the_relay_will_never_take_does_not_hold_up_the_others()
    {
        await using var talks = await Talks.FoundAsync();
        var amal = await talks.AskAsync("amal", (await talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link);
        var refuse = true;
        talks.Relay.Answers.Change<DropRequest, Done>((_, reply) => refuse ? Done.Refused(RelayCode.TooLarge) : reply);

        var requests = await talks.Founder.Client.RequestsAsync();
        refuse = false;
        await talks.Founder.Client.AdmitAsync(requests.Single().Id);
        await amal.SyncAsync();

        Assert.Equal("admitted", (await amal.Client.StatusAsync()).Stage);
    }

    [Theory]
    [InlineData("a card of no mailbox")]
    [InlineData("a card with a key that is none")]
    public async Task A_card_that_somebody_passed_on_wrong_stops_nothing_of_the_device_that_mints(string what)
    {
        await using var talks = await Talks.FoundAsync();
        var amal = await talks.AskAsync("amal", (await talks.Founder.Client.InviteAsync("facilitator", "hill", TimeSpan.FromDays(1))).Link);
        await talks.Founder.Client.AdmitAsync((await talks.Founder.Client.RequestsAsync()).Single().Id);
        await using (var founder = ModifiedClient.OpenSession(talks.Founder))
        {
            var (person, admission) = new PeopleDirectory(founder).Named("amal");
            var card = ObjectCodec.Decode<MailboxCard>(person.Card);
            card = what == "a card of no mailbox" ? card with { Mailbox = new Opaque(new byte[20]) } : card with { HpkeKey = new Opaque(new byte[32]) };
            founder.Store.Write(writer =>
            {
                LocalRecord.Put(writer, Bucket.People, admission.Id.Value.Span, person with { Card = card.Encode() });
                // As if nothing had been sent there yet.
                writer.Delete(Bucket.PassSupplies, admission.Body.Device.Value.Span);
            });
        }

        await talks.Founder.SyncAsync();
        await amal.SyncAsync();
        await talks.AdmitAsync("boris");

        Assert.Equal("admitted", (await talks["boris"].Client.StatusAsync()).Stage);
    }

    [Fact]
    public async Task An_applicant_takes_only_the_first_nonce_and_only_its_own_admission()
    {
        await using var talks = await Talks.FoundAsync();
        var other = await talks.AdmitAsync("boris");
        var amal = await talks.AskAsync("amal", (await talks.Founder.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link);
        var request = (await talks.Founder.Client.RequestsAsync()).Single();
        var digits = (await amal.Client.DigitsAsync(null)).Digits;
        await SendAsOfficerAsync(talks, amal, other);

        await amal.SyncAsync();
        var after = (await amal.Client.DigitsAsync(null)).Digits;
        var stage = (await amal.Client.StatusAsync()).Stage;
        await talks.Founder.Client.AdmitAsync(request.Id);
        await amal.SyncAsync();

        Assert.Equal(digits, after);
        Assert.Equal("digits", stage);
        Assert.Equal("admitted", (await amal.Client.StatusAsync()).Stage);
    }

    [Fact]
    public async Task A_package_of_another_device_is_refused_by_who_adds()
    {
        await using var talks = await Talks.OfAsync("boris");
        var amal = await talks.AdmitAsync("amal");
        var mallory = await talks.AdmitAsync("mallory");
        await using (var victim = ModifiedClient.OpenSession(amal))
        {
            var swapped = SealedPackage.Seal(ModifiedClient.PackageOf(mallory).Encode(), victim.Device.Mailbox.Card);
            talks.Relay.Answers.Change<FetchPackageRequest, FetchPackageReply>((_, reply) => reply with { Package = swapped });
        }

        var refused = await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["amal"]);
        talks.Relay.Answers.BeHonest();
        var added = await talks.Founder.Client.AddMembersAsync(Talks.Plenary, ["amal"]);

        Assert.Equal((0, "amal"), (refused.Added.Count, refused.Waiting.Single()));
        Assert.Equal("amal", added.Added.Single());
    }

    private static ReadOnlyMemory<byte> Bytes(string what, Invitation link, Invitation other) => what switch
    {
        "junk" => RandomNumberGenerator.GetBytes(700),
        "nothing" => new byte[1],
        "another invitation" => Request(link, other.Id, link.Card),
        "a card of no mailbox" => Request(link, link.Id, link.Card with { Mailbox = new Opaque(new byte[20]) }),
        "a card with a key that is none" => Request(link, link.Id, link.Card with { HpkeKey = new Opaque(new byte[32]) }),
        _ => Sealed(LetterKind.Welcome, link.Card, [1, 2, 3]),
    };

    private static ReadOnlyMemory<byte> Request(Invitation link, ObjectHash invitation, MailboxCard card)
    {
        var device = new DeviceKey(new Opaque(Ed25519.PublicKey(Seed)));
        var request = new JoinRequest(link.Dialogue, invitation, device, card, link.Secret, "mallory", UnixHour.Of(DateTimeOffset.UtcNow));
        return Sealed(LetterKind.JoinRequest, link.Card, request.Sign(Seed).Encode());
    }

    private static byte[] Sealed(LetterKind kind, MailboxCard to, byte[] body)
    {
        var device = new DeviceKey(new Opaque(Ed25519.PublicKey(Seed)));
        return LetterSeal.Seal(new Letter(kind, to.Mailbox, device, null, new Opaque(body), UnixHour.Of(DateTimeOffset.UtcNow)), Seed, to.HpkeKey.Span);
    }

    private static async Task DropAsync(Talks talks, MailboxCard card, ReadOnlyMemory<byte> bytes)
    {
        await using var session = ModifiedClient.OpenSession(talks.Founder);
        var connection = await session.Relay.LettersAsync(CancellationToken.None);
        var reply = await connection.Drop(new DropRequest(
            OpaqueId.Read<MailboxId>(card.Mailbox.Span), card.DropToken.Span.ToArray(), OpaqueId.Draw<LetterId>(), bytes));
        Assert.Equal(RelayCode.Ok, reply.Code);
    }

    /// <summary>The officer's key sends a second nonce, and the admission of somebody else's device.</summary>
    private static async Task SendAsOfficerAsync(Talks talks, Participant to, Participant other)
    {
        await using var officer = ModifiedClient.OpenSession(talks.Founder);
        await using var applicant = ModifiedClient.OpenSession(to);
        await using var admitted = ModifiedClient.OpenSession(other);
        var office = new LetterOffice(officer);
        var request = new ObjectHash(new Opaque(applicant.Device.Application!.RequestId));
        var card = applicant.Device.Mailbox.Card;
        var reply = new RequestReply(request, new Opaque(RandomNumberGenerator.GetBytes(32)), officer.Charters!.Signed);
        var granted = new AdmissionGranted(request, admitted.Admission!, officer.Charters.Signed);
        await office.DropAsync(office.Seal(LetterKind.Reply, card, reply.Encode()), CancellationToken.None);
        await office.DropAsync(office.Seal(LetterKind.Admission, card, granted.Encode()), CancellationToken.None);
    }
}
