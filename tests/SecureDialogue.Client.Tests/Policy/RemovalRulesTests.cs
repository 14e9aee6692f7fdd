using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Tests.Trust;
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
    public void A_revoked_device_never_returns_and_a_revoked_person_returns_by_a_later_admission()
    {
        var marek = _facts.Find(1)!.Credential.Admission.Body;
        var laterDevice = marek with { Device = World.Key(Newcomer), NotBefore = Hour.Plus(1) };
        var person = RevocationOf(_facts.Find(1)!.Credential, wholePerson: true);

        Assert.True(person.Covers(marek with { NotBefore = Hour.Plus(1) }));
        Assert.True(person.Covers(laterDevice with { NotBefore = Hour }));
        Assert.False(person.Covers(laterDevice));
        Assert.True(person.Covers(laterDevice with { Earlier = _facts.Find(1)!.Credential.Admission }));
        Assert.False((person with { WholePerson = false }).Covers(laterDevice with { Earlier = _facts.Find(1)!.Credential.Admission }));
        Assert.False((person with { WholePerson = false }).Covers(laterDevice with { NotBefore = Hour }));
    }
}
