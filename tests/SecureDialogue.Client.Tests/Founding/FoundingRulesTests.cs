using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Founding;
using SecureDialogue.Client.Tests.Trust;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Founding;

public sealed class FoundingRulesTests
{
    private readonly Charter _charter = World.CharterOf(SignatureRule.OrganizerOfEachPartyAndFacilitator);

    [Fact]
    public void A09_every_officer_has_one_admission_that_gives_no_more_than_the_charter_says()
    {
        var admissions = Admissions();
        Admission[][] wrong =
        [
            admissions[1..],
            [.. admissions, admissions[0]],
            [admissions[0], admissions[1], admissions[1]],
            [.. admissions[..2], admissions[2] with { Device = World.Key(World.Stranger) }],
            [.. admissions[..2], admissions[2] with { Roles = Roles.All }],
            [.. admissions[..2], admissions[2] with { Party = World.Hill }],
            [.. admissions[..2], admissions[2] with { Person = admissions[0].Person }],
            [.. admissions[..2], admissions[2] with { Charter = new(World.Bytes(1, 32)) }],
            [.. admissions[..2], admissions[2] with { Dialogue = new(World.Bytes(1, 32)) }],
            [.. admissions[..2], admissions[2] with { NotBefore = World.Now.Plus(25) }],
            [.. admissions[..2], admissions[2] with { Limits = new([], true) }],
            [.. admissions[..2], admissions[2] with { Earlier = World.SignAll(admissions[2], 3) }],
        ];

        Assert.True(HangTogether(_charter, admissions));
        Assert.All(wrong, set => Assert.False(HangTogether(_charter, set)));
    }

    [Fact]
    public void A09_rules_that_these_officers_can_never_meet_are_not_founded()
    {
        Charter[] wrong =
        [
            _charter with { Officers = _charter.Officers.Take(2).ToArray() },
            _charter with { Quorum = new SignatureRule(1, [new SignatureRequirement(SignerScope.Anybody, 4, Roles.All)]) },
            _charter with { DeviceRule = new SignatureRule(1, [new SignatureRequirement(SignerScope.Neutral, 1, Roles.Organizer)]) },
            _charter with { CreatedAt = World.Now.Plus(25) },
            _charter with { SurvivingAdmissions = [new(World.Bytes(1, 32))] },
        ];

        Assert.True(HangTogether(_charter, Admissions()));
        Assert.All(wrong, charter => Assert.False(HangTogether(charter, Admissions(charter))));
    }

    [Fact]
    public void A_founder_whose_mailbox_nobody_tells_could_not_be_written_to()
    {
        Assert.True(FoundingRules.HangTogether(_charter, Admissions(), Contacts(), World.Now));
        Assert.False(FoundingRules.HangTogether(_charter, Admissions(), Contacts()[1..], World.Now));
    }

    [Fact]
    public void A04_a_founder_signs_what_the_own_link_promised_and_nothing_else()
    {
        var link = Link();

        Assert.True(Keeps(_charter, link));
        Assert.False(Keeps(_charter with { Title = "Another" }, link));
        Assert.False(Keeps(_charter, link with { Inviter = World.Key(World.Stranger) }));
        Assert.False(Keeps(_charter, link with { Party = World.Coast }));
        Assert.False(Keeps(_charter, link with { Roles = Roles.Organizer | Roles.Facilitator }));
        Assert.False(FoundingRules.KeepsTheLink(_charter, link, World.Key(World.Stranger)));
    }

    private static bool Keeps(Charter charter, FoundingLink link) => FoundingRules.KeepsTheLink(charter, link, World.Key(World.HillOrganizer));

    private static FoundingLink Link() => new(
        RelayAddress.Parse("https://relay.example"),
        World.Bytes(1, 16),
        World.Key(World.Facilitator),
        World.Card(World.Facilitator),
        new SecretBytes(World.Bytes(2, 32).Span),
        new SecretBytes(World.Bytes(3, 32).Span),
        World.Bytes(4, 32),
        "Water talks",
        World.Hill,
        Roles.Organizer,
        World.Now.Plus(24));

    private static bool HangTogether(Charter charter, IReadOnlyList<Admission> admissions) => FoundingRules.HangTogether(charter, admissions, Contacts(), World.Now);

    private static Contact[] Contacts() => [.. new byte[] { 1, 2, 3 }.Select(person => new Contact(World.Key(person), World.Card(person), $"Person {person}"))];

    private Admission[] Admissions(Charter? charter = null)
    {
        var version = charter ?? _charter;
        return [.. version.Officers.Select((officer, i) => new Admission(
            new DialogueId(version.Id.Value),
            version.Id,
            new PersonTag(World.Bytes((byte)(i + 1), 16)),
            officer.Key,
            officer.Party,
            officer.Roles,
            World.Now,
            World.Now.Plus(24)))];
    }
}
