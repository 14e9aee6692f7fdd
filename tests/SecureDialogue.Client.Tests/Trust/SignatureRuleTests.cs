using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Trust;

public sealed class SignatureRuleTests
{
    private static readonly Signer HillOrganizer = new(World.Key(1), World.Hill, Roles.Organizer);
    private static readonly Signer CoastOrganizer = new(World.Key(2), World.Coast, Roles.Organizer);
    private static readonly Signer Facilitator = new(World.Key(3), null, Roles.Facilitator);
    private static readonly Signer Founder = new(World.Key(4), null, Roles.Organizer | Roles.Facilitator);
    private static readonly Signer OtherDevice = new(World.Key(5), World.Hill, Roles.None, IsSamePerson: true);
    private static readonly RuleSubject HillPerson = new([World.Hill, World.Coast], World.Hill);

    [Fact]
    public void Solo_needs_one_officer_and_no_fewer()
    {
        Assert.True(SignatureRule.Solo.IsMetBy([Founder], HillPerson));
        Assert.False(SignatureRule.Solo.IsMetBy([], HillPerson));
        Assert.False(SignatureRule.Solo.IsMetBy([OtherDevice], HillPerson));
    }

    [Fact]
    public void One_organizer_of_each_party_and_a_facilitator_cannot_replace_one_another()
    {
        var rule = SignatureRule.OrganizerOfEachPartyAndFacilitator;

        Assert.True(rule.IsMetBy([HillOrganizer, CoastOrganizer, Facilitator], HillPerson));
        Assert.False(rule.IsMetBy([HillOrganizer, CoastOrganizer], HillPerson));
        Assert.False(rule.IsMetBy([HillOrganizer, Facilitator], HillPerson));
        Assert.False(rule.IsMetBy([HillOrganizer, HillOrganizer with { Key = World.Key(7) }, Facilitator], HillPerson));
    }

    [Fact]
    public void A_signer_with_two_roles_counts_once()
    {
        var rule = SignatureRule.OrganizerOfEachPartyAndFacilitator;
        var both = CoastOrganizer with { Roles = Roles.Organizer | Roles.Facilitator };

        Assert.True(rule.IsMetBy([HillOrganizer, both, Facilitator], HillPerson));
        Assert.True(rule.IsMetBy([HillOrganizer with { Roles = both.Roles }, both, CoastOrganizer with { Key = World.Key(7) }], HillPerson));
        Assert.False(rule.IsMetBy([HillOrganizer, both], HillPerson));
    }

    [Fact]
    public void Two_of_three_takes_any_two_and_a_repeated_one_is_one()
    {
        Assert.True(SignatureRule.TwoOfficers.IsMetBy([HillOrganizer, CoastOrganizer], HillPerson));
        Assert.True(SignatureRule.TwoOfficers.IsMetBy([Facilitator, CoastOrganizer], HillPerson));
        Assert.False(SignatureRule.TwoOfficers.IsMetBy([Facilitator, Facilitator], HillPerson));
    }

    [Fact]
    public void A_device_needs_two_of_facilitator_own_organizer_and_other_device()
    {
        var rule = SignatureRule.TwoWhoKnowThePerson;

        Assert.True(rule.IsMetBy([Facilitator, HillOrganizer], HillPerson));
        Assert.True(rule.IsMetBy([Facilitator, OtherDevice], HillPerson));
        Assert.True(rule.IsMetBy([HillOrganizer, OtherDevice], HillPerson));
        Assert.False(rule.IsMetBy([OtherDevice], HillPerson));
        Assert.False(rule.IsMetBy([Facilitator, CoastOrganizer], HillPerson));
        Assert.False(rule.IsMetBy([OtherDevice, OtherDevice with { Key = World.Key(8) }], HillPerson));
        Assert.False(rule.IsMetBy([Founder], HillPerson with { Party = null }));
    }

    [Fact]
    public void A_rule_survives_its_encoding()
    {
        SignatureRule[] rules =
        [
            SignatureRule.Solo,
            SignatureRule.TwoOfficers,
            SignatureRule.TwoWhoKnowThePerson,
            new(1, [new SignatureRequirement(SignerScope.NamedParty, 1, Roles.Organizer, World.Coast)]),
            new(1, [new SignatureRequirement(SignerScope.Neutral, 1, Roles.All)]),
        ];

        Assert.All(rules, rule => Assert.Equal(rule.Encode(), SignatureRule.Decode(rule.Encode()).Encode()));
        Assert.True(SignatureRule.Decode(rules[3].Encode()).IsMetBy([CoastOrganizer], HillPerson));
        Assert.False(SignatureRule.Decode(rules[3].Encode()).IsMetBy([HillOrganizer], HillPerson));
        Assert.True(rules[4].IsMetBy([Facilitator], HillPerson));
        Assert.False(rules[4].IsMetBy([HillOrganizer], HillPerson));
    }
}
