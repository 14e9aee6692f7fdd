using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Tests.Trust;
using SecureDialogue.Client.Trust;
using static SecureDialogue.Client.Tests.Policy.Channel;

namespace SecureDialogue.Client.Tests.Policy;

public sealed class RemovalRulesTests
{
    private readonly ChannelFacts _facts = Facts();

    [Fact]
    public void A_removal_order_needs_the_quorum_of_the_charter_in_force()
    {
        var order = OrderFor(_facts.Find(1)!.Credential);

        Assert.Equal(RemovalRefusal.None, RemovalRules.Check(World.SignAll(order, 1, 2), World3.Charters));
        Assert.Equal(RemovalRefusal.SignaturesMissing, RemovalRules.Check(World.SignAll(order, 3), World3.Charters));
        Assert.Equal(RemovalRefusal.StrangerSigned, RemovalRules.Check(World.SignAll(order, 1, 2, World.Stranger), World3.Charters));
        Assert.Equal(RemovalRefusal.FalseSignature, RemovalRules.Check(World.SignAll(order, 1, 2) with { Body = order with { Reason = "Other" } }, World3.Charters));
        Assert.Equal(RemovalRefusal.AnotherCharter, RemovalRules.Check(World.SignAll(order with { Charter = Samples.Hash }, 1, 2), World3.Charters));
        Assert.Equal(RemovalRefusal.AnotherDialogue, RemovalRules.Check(World.SignAll(order with { Dialogue = new(World.Bytes(1, 32)) }, 1, 2), World3.Charters));
    }

    [Fact]
    public void A_stolen_device_is_cut_off_by_two_who_know_the_person()
    {
        var marek = _facts.Find(1)!.Credential;
        var second = World.CredentialOf(World.SignAll(marek.Admission.Body with { Device = World.Key(Newcomer), Earlier = marek.Admission }, 1, 3), Newcomer);
        RosterLeaf[] roster = [.. _facts.Roster, new RosterLeaf(3, second)];
        var revocation = RevocationOf(marek);
        RemovalRefusal Check(params byte[] signers) => RemovalRules.Check(World.SignAll(revocation, signers), World3.Charters, roster);

        Assert.Equal(RemovalRefusal.None, Check(1, 3));
        Assert.Equal(RemovalRefusal.None, Check(Newcomer, 3));
        Assert.Equal(RemovalRefusal.SignaturesMissing, Check(Newcomer));
        Assert.Equal(RemovalRefusal.SignaturesMissing, Check(2, 3));
        Assert.Equal(RemovalRefusal.StrangerSigned, Check(Marek, 3));
        Assert.Equal(RemovalRefusal.StrangerSigned, Check(Leyla, 3));
    }

    [Fact]
    public void A_joiner_takes_an_unknown_device_for_the_persons_own_only_beside_an_officer()
    {
        var marek = _facts.Find(1)!.Credential;
        var second = World.CredentialOf(World.SignAll(marek.Admission.Body with { Device = World.Key(Newcomer), Earlier = marek.Admission }, 1, 3), Newcomer);
        var revocation = RevocationOf(marek);
        RemovalRefusal Check(params byte[] signers) => RemovalRules.CheckForJoiner(World.SignAll(revocation, signers), World3.Charters, _facts.Roster);

        Assert.Equal(RemovalRefusal.None, Check(1, 3));
        Assert.Equal(RemovalRefusal.None, Check(Newcomer, 3));
        Assert.Equal(RemovalRefusal.StrangerSigned, Check(Newcomer));
        Assert.Equal(RemovalRefusal.StrangerSigned, Check(World.Stranger, Newcomer));
        Assert.Equal(RemovalRefusal.StrangerSigned, Check(Marek, 3));
        Assert.Equal(RemovalRefusal.StrangerSigned, Check(Leyla, 3));
        Assert.Equal(RemovalRefusal.SignaturesMissing, Check(2, 3));
        Assert.Equal(RemovalRefusal.SignaturesMissing, Check());
        Assert.Equal(
            RemovalRefusal.SignaturesMissing,
            RemovalRules.CheckForJoiner(World.SignAll(revocation, Newcomer), World3.Charters, [.. _facts.Roster, new RosterLeaf(3, second)]));
        Assert.Equal(
            RemovalRefusal.AnotherCharter,
            RemovalRules.CheckForJoiner(World.SignAll(revocation with { Charter = Samples.Hash }, 1, 3), World3.Charters, _facts.Roster));
    }

    [Fact]
    public void A_revocation_of_somebody_never_admitted_means_nothing()
    {
        var never = World.CredentialOf(World.SignAll(World3.Admission(Newcomer, World.Hill, Roles.Participant), 1), Newcomer);
        var dialogueless = RevocationOf(_facts.Find(1)!.Credential) with { Charter = Samples.Hash };

        Assert.Equal(RemovalRefusal.UnknownTarget, RemovalRules.Check(World.SignAll(RevocationOf(never), 1, 3), World3.Charters, _facts.Roster));
        Assert.Equal(RemovalRefusal.AnotherCharter, RemovalRules.Check(World.SignAll(dialogueless, 1, 3), World3.Charters, _facts.Roster));
        Assert.Equal(RemovalRefusal.None, RemovalRules.Check(World.SignAll(RevocationOf(_facts.Find(1)!.Credential), 1, 3), World3.Charters, _facts.Roster));
    }

    [Fact]
    public void A_revoked_device_never_returns_and_a_revoked_person_returns_by_a_later_admission()
    {
        var marek = _facts.Find(1)!.Credential.Admission.Body;
        var laterDevice = marek with { Device = World.Key(Newcomer), NotBefore = Hour.Plus(1) };
        var person = RevocationOf(_facts.Find(1)!.Credential, wholePerson: true);

        Assert.True(person.Covers(marek with { NotBefore = Hour.Plus(1) }));
        Assert.True(person.Covers(laterDevice with { NotBefore = Hour }));
        Assert.False(person.Covers(laterDevice));
        Assert.False((person with { WholePerson = false }).Covers(laterDevice with { NotBefore = Hour }));
    }
}
