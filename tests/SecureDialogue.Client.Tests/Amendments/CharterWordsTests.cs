using SecureDialogue.Client.Amendments;
using SecureDialogue.Client.Tests.Trust;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Amendments;

public sealed class CharterWordsTests
{
    [Fact]
    public void A_charter_reads_as_plain_words()
    {
        var lines = CharterWords.Lines(World.CharterOf(SignatureRule.OrganizerOfEachPartyAndFacilitator), _ => "Somebody");

        Assert.Equal(
            [
                "the Charter of Water talks, version 1",
                "sides: hill (Hill), coast (Coast)",
                "officer: Somebody, hill, organizer",
                "officer: Somebody, coast, organizer",
                "officer: Somebody, neutral, facilitator",
                "to admit somebody: 1 organizer of each side and 1 facilitator",
                "to add or return a device: 2 of these 3: 1 facilitator; 1 organizer of the person's own side; another device of the person",
                "to change the Charter or remove somebody: 2 officers",
                "what is said is Closed (no use outside) unless something else is agreed; messages are kept for 7 days",
                "new channels are encrypted by method 3",
                "ground rules (en): Nobody is quoted.",
                "ground rules (ar): لا يُقتبس أحد.",
            ],
            lines);
    }

    [Fact]
    public void Only_what_changed_is_told_and_nothing_of_it_is_left_out()
    {
        var before = World.CharterOf(SignatureRule.OrganizerOfEachPartyAndFacilitator);
        var after = before with
        {
            Title = "Water and roads",
            Parties = [.. before.Parties, new Party(PartyCode.Parse("river"), "River")],
            Officers = [before.Officers[0], before.Officers[1] with { Roles = Roles.Organizer | Roles.Facilitator }, before.Officers[2]],
            AdmissionRule = SignatureRule.Solo,
            DeviceRule = SignatureRule.TwoOfOfficersAndOwnDevice,
            Quorum = SignatureRule.Solo,
            DefaultRegime = Regime.ChathamHouse,
            RetentionDays = 1,
            SuiteId = 1,
            GroundRules = [before.GroundRules[0]],
        };

        Assert.Equal(
            [
                "the title: Water and roads (until now: Water talks)",
                "a new side: river (River)",
                "no longer an officer: Somebody, coast, organizer",
                "a new officer: Somebody, coast, facilitator, organizer",
                "to admit somebody: 1 officer (until now: 1 organizer of each side and 1 facilitator)",
                "to add or return a device: 2 of these 3: 1 officer; 1 officer; another device of the person "
                    + "(until now: 2 of these 3: 1 facilitator; 1 organizer of the person's own side; another device of the person)",
                "to change the Charter or remove somebody: 1 officer (until now: 2 officers)",
                "what is said is: Chatham House Rule (use, but not whose words they were) (until now: Closed (no use outside))",
                "messages are kept for: 1 day (until now: 7 days)",
                "the encryption method of new channels: 1 (until now: 3)",
                "no longer the ground rules (ar): لا يُقتبس أحد.",
            ],
            CharterWords.Changes(before, after, _ => "Somebody"));
        Assert.Empty(CharterWords.Changes(before, before, _ => "Somebody"));
    }

    [Fact]
    public void Every_scope_and_every_regime_has_its_words()
    {
        Assert.All(Enum.GetValues<SignerScope>(), scope =>
        {
            var requirement = new SignatureRequirement(scope, 2, Roles.Organizer | Roles.Facilitator, scope == SignerScope.NamedParty ? World.Hill : null);
            Assert.NotEmpty(CharterWords.Rule(new SignatureRule(1, [requirement])));
            Assert.Equal(scope, DraftWords.ParseScope(DraftWords.Of(scope)));
        });
        Assert.All(Enum.GetValues<Regime>(), regime => Assert.Equal(regime, DraftWords.ParseRegime(CharterWords.Of(regime))));
        Assert.Equal(
            "2 facilitators or organizers of the side hill",
            CharterWords.Rule(new SignatureRule(1, [new SignatureRequirement(SignerScope.NamedParty, 2, Roles.Organizer | Roles.Facilitator, World.Hill)])));
    }
}
