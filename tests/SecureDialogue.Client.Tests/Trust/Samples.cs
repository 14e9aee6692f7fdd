using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Trust;
using PassKind = SecureDialogue.Wire.PassKind;

namespace SecureDialogue.Client.Tests.Trust;

/// <summary>One instance of every object, all fields set, with fixed keys.</summary>
internal static class Samples
{
    internal const byte Person = 20;
    internal static readonly World World3 = World.Of(SignatureRule.OrganizerOfEachPartyAndFacilitator);
    internal static readonly ObjectHash Hash = new(World.Bytes(0xAA, 32));
    internal static readonly CoSigned<Admission> SignedAdmission = World.SignAll(
        World3.Admission(Person, World.Hill, Roles.Participant) with { Limits = new AdmissionLimits([World.Channel], true) }, 1, 2, 3);

    internal static readonly SignedCharterChain Charters = Amended();

    internal static readonly Invitation Invitation = new(
        RelayAddress.Parse("https://relay.example"), World.Bytes(0xE1, 16), World3.Charters.Dialogue, World3.Charters.HeadId, World.Key(3), World.Card(3),
        new SecretBytes(World.Bytes(0xE2, 32).Span), new SecretBytes(World.Bytes(0xE3, 16).Span), World.Bytes(0xE4, 32), World.Hill, Roles.Participant, World.Now.Plus(48));

    internal static readonly DeviceLink DeviceLink = new(
        Invitation.Relay, Invitation.RelayId, Invitation.Dialogue, Invitation.Charter, Invitation.Inviter, Invitation.Card,
        Invitation.Secret, Invitation.Pass, Invitation.CloseMark, Invitation.ExpiresAt);

    internal static readonly FoundingLink FoundingLink = new(
        Invitation.Relay, Invitation.RelayId, Invitation.Inviter, Invitation.Card, Invitation.Secret, Invitation.Pass, Invitation.CloseMark,
        "Water", World.Hill, Roles.Organizer, Invitation.ExpiresAt);

    internal static readonly Contact Contact = new(World.Key(Person), World.Card(Person), "Marek");

    internal static readonly RelayPass Pass = new(PassKind.Mailbox, new SecretBytes(World.Bytes(0xE5, 32).Span), World.Bytes(0xE4, 32));

    internal static readonly VettingChecklist Checklist = new(
        Standing.FormerOfficial, "Both sides know him from the border talks", new LegalGate(CounselAnswer.WithConditions, "2026-11", "No travel costs", World.Now.Plus(2000)));

    internal static readonly Letter Letter = new(LetterKind.Declined, World.Bytes(0x31, 16), World.Key(3), null, World.Bytes(0x42, 20), World.Now);

    internal static readonly ChannelPolicy Policy = new(
        World.Channel, 2, Hash, "Water", ChannelKind.Plenary, Regime.Closed, 7, [World.Bytes(0x51, 32)], FloorMode.Open, 30,
        new ChannelPause("Lunch", World.Now.Plus(1)), SignedAdmission.Id, World.Now);

    internal static readonly Profile Profile = new(World.Channel, SignedAdmission.Id, "Marek", 5, World.Card(Person));

    internal static readonly CoSigned<Admission> FurtherAdmission = World.SignAll(SignedAdmission.Body with { Device = World.Key(21), Earlier = SignedAdmission }, 1, 3);

    internal static readonly CoSigned<RemovalOrder> RemovalOrder = World.SignAll(
        new RemovalOrder(World3.Charters.Dialogue, World3.Charters.HeadId, World.Channel, SignedAdmission.Id, null, "Agreed", World.Now), 1, 2);

    internal static readonly CoSigned<Revocation> Revocation = World.SignAll(
        new Revocation(World3.Charters.Dialogue, World3.Charters.HeadId, SignedAdmission, true, World.Now) { Others = [FurtherAdmission] }, 1, 3);

    internal static readonly PolicyContent PolicyContent = new(Policy.Sign(World.Seed(Person)), SignedAdmission);

    internal static readonly JoinerPack Pack = new(
        Charters, [Revocation], PolicyContent, [Profile.Sign(World.Seed(Person))], [new RosterEntry(1, SignedAdmission.Id)]);

    internal static readonly LogPosition Seen = new(41, World.Bytes(0x61, 32));

    internal static IReadOnlyList<Sample> All { get; } =
    [
        Sample.CoSigned("trust", World.SignAll(World.CharterOf(SignatureRule.OrganizerOfEachPartyAndFacilitator) with { Version = 2, Previous = Hash, SurvivingAdmissions = [Hash] }, 1, 2, 3)),
        Sample.Plain("trust", Charters),
        Sample.Plain("trust", new SignatureRequirement(SignerScope.NamedParty, 1, Roles.Organizer, World.Hill)),
        Sample.CoSigned("trust", FurtherAdmission),
        Sample.Signed("trust", new LeafCertificate(World.Bytes(0x77, 32), Hash), 20),
        Sample.Plain("trust", World.CredentialOf(SignedAdmission, Person)),
        Sample.Plain("trust", World.Card(1)),
        Sample.Signed("trust", Invitation, 3),
        Sample.Signed("trust", DeviceLink, 3),
        Sample.Signed("trust", new JoinRequest(World3.Charters.Dialogue, Hash, World.Key(Person), World.Card(Person), new SecretBytes(World.Bytes(0xE2, 32).Span), "Marek", World.Now), Person),
        Sample.Plain("trust", new RequestReply(Hash, World.Bytes(3, 32), Charters)),
        Sample.Plain("trust", new AdmissionGranted(Hash, SignedAdmission, Charters, Pass)),
        Sample.Plain("trust", new RequestDeclined(Hash, "Not now")),
        Sample.Plain("trust", new DigitsDiffer(Hash, new SecretBytes(World.Bytes(3, 32).Span))),
        Sample.Signed("trust", new CharterAcceptance(World3.Charters.Dialogue, Hash, World.Key(Person), World.Now), Person),
        Sample.Plain("trust", new OfficerNotice(SignedAdmission, World.Card(Person), "Marek")),
        Sample.Signed("trust", FoundingLink, 3),
        Sample.Signed("trust", new FoundingRequest(Hash, World.Key(Person), World.Card(Person), new SecretBytes(World.Bytes(0xE2, 32).Span), "Marek", World.Now), Person),
        Sample.Plain("trust", Contact),
        Sample.Plain("trust", Checklist.Legal),
        Sample.Plain("trust", Checklist),
        Sample.Plain("trust", new Proposal(PaperKind.Admission, [new Opaque(SignedAdmission.Encode())], [Contact], "He knows the river", Checklist, World.Now)),
        Sample.Plain("trust", new Countersignature(SignedAdmission.Id, [SignedAdmission.Signatures[1]])),
        Sample.Plain("trust", new Remark(SignedAdmission.Id, RemarkKind.Objection, "He spoke for the army in May", World.Now)),
        Sample.Plain("trust", Pass),
        Sample.Plain("trust", new PassBundle([Pass])),
        Sample.Plain("trust", new PassRequest(8, 4)),
        Sample.Signed("trust", new SwapRequest(World.Channel, Hash, World.Now), Person),
        Sample.Signed("trust", Letter with { Sender = World.Key(Person), SenderAdmission = SignedAdmission }, Person),
        Sample.Plain("content", Message(new TextContent("مرحبا, 你好, hello", Regime.Held, World.Now.Plus(24)))),
        Sample.Plain("content", new TextContent("مرحبا, 你好, hello", Regime.Held, World.Now.Plus(24))),
        Sample.Plain("content", new ReplyContent(new MessageId(World.Bytes(0x4E, 16)), new TextContent("مرحبا, 你好, hello", Regime.Held, World.Now.Plus(24)))),
        Sample.Plain("content", new ProfileContent(Profile.Sign(World.Seed(Person)))),
        Sample.Signed("content", Profile, Person),
        Sample.Plain("content", PolicyContent),
        Sample.Signed("content", Policy, Person),
        Sample.Plain("content", new CharterContent(Charters)),
        Sample.Plain("content", new RemovalOrderContent(RemovalOrder)),
        Sample.CoSigned("content", RemovalOrder),
        Sample.Plain("content", new RevocationContent(Revocation)),
        Sample.CoSigned("content", Revocation),
        Sample.Plain("content", new SeenContent()),
        Sample.Plain("content", new LeaveContent(Hash)),
        Sample.Plain("content", new AdmissionNotice(SignedAdmission, "Marek")),
        Sample.Plain("content", new SingleText(2, Hash, "Water: measures", [new Clause("مرحبا, 你好, hello"), new Clause("Both sides measure.")])),
        Sample.Plain("content", new Bracket(Hash, 2, "Both sides [jointly] measure.")),
        Sample.Plain("content", new BracketRelease(Hash, 2, "Both sides [jointly] measure.", World.Hill)),
        Sample.Plain("content", new Clearance(new MessageId(World.Bytes(0x4E, 16)))),
        Sample.Plain("content", new CrossCheck(World.Channel, 7, World.Bytes(0x62, 32), Seen)),
        Sample.Plain("content", new ChannelDescriptor(World3.Charters.Dialogue, ChannelKind.Caucus, World.Hill, 3)),
        Sample.Plain("content", Pack),
        Sample.Plain("content", new WelcomeBundle(World.Bytes(0x71, 40), Pack)),
        Sample.Plain("content", new WelcomePart(World.Channel, 7, Hash, 2, 3, World.Bytes(0x72, 40))),
    ];

    internal static ContentMessage Message(ContentBody body) => new(new MessageId(World.Bytes(0x4D, 16)), 1_785_600_000, Seen, body);

    private static SignedCharterChain Amended()
    {
        var first = World3.Charters.Signed.Versions[0];
        var second = first.Body with { Version = 2, Previous = first.Id, Title = "Water and roads" };
        return new SignedCharterChain([first, World.SignAll(second, 1, 2)]);
    }
}
