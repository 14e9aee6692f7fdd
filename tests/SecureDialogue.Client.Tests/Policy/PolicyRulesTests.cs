using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Tests.Trust;
using static SecureDialogue.Client.Tests.Policy.Channel;

namespace SecureDialogue.Client.Tests.Policy;

public sealed class PolicyRulesTests
{
    private readonly ChannelFacts _facts = Facts();
    private readonly ChannelPolicy _first = Samples.Policy with
    {
        Number = 1,
        Previous = null,
        Kind = ChannelKind.Plenary,
        SignerAdmission = Facts().Find(0)!.Credential.Admission.Id,
    };

    [Fact]
    public void A_policy_follows_the_one_in_force()
    {
        var second = _first with { Number = 2, Previous = _first.Id, Title = "Roads" };

        Assert.Equal(PolicyRefusal.None, PolicyRules.Check(Signed(_first), null, _facts));
        Assert.Equal(PolicyRefusal.None, PolicyRules.Check(Signed(second), _first, _facts));
        Assert.Equal(PolicyRefusal.AnotherPredecessor, PolicyRules.Check(Signed(second), null, _facts));
        Assert.Equal(PolicyRefusal.AnotherPredecessor, PolicyRules.Check(Signed(second), _first with { Title = "Other" }, _facts));
        Assert.Equal(PolicyRefusal.AnotherPredecessor, PolicyRules.Check(Signed(_first), _first, _facts));
    }

    [Fact]
    public void D18_a_facilitator_shortens_retention_and_never_lengthens_it()
    {
        Assert.Equal(PolicyRefusal.None, PolicyRules.Check(Signed(_first with { RetentionDays = 3 }), null, _facts));
        Assert.Equal(PolicyRefusal.KeepsLonger, PolicyRules.Check(Signed(_first with { RetentionDays = 8 }), null, _facts));
        var shorter = _first with { RetentionDays = 3 };
        Assert.Equal(PolicyRefusal.KeepsLonger, PolicyRules.Check(Signed(_first with { Number = 2, Previous = shorter.Id }), shorter, _facts));
    }

    [Fact]
    public void Only_an_admitted_facilitator_of_this_channel_signs_a_policy()
    {
        var marek = _facts.Find(1)!.Credential.Admission;
        var byMarek = new PolicyContent((_first with { SignerAdmission = marek.Id }).Sign(World.Seed(Marek)), marek);
        var cutOff = _facts with { Revocations = [RevocationOf(_facts.Find(0)!.Credential)] };

        Assert.Equal(PolicyRefusal.NeedsFacilitator, PolicyRules.CheckAlone(byMarek, _facts));
        Assert.Equal(PolicyRefusal.SignerNotAdmitted, PolicyRules.CheckAlone(Signed(_first) with { SignerAdmission = marek }, _facts));
        Assert.Equal(PolicyRefusal.FalseSignature, PolicyRules.CheckAlone(Signed(_first) with { Policy = _first.Sign(World.Seed(Marek)) }, _facts));
        Assert.Equal(PolicyRefusal.SignerCutOff, PolicyRules.CheckAlone(Signed(_first), cutOff));
        Assert.Equal(PolicyRefusal.AnotherChannel, PolicyRules.CheckAlone(Signed(_first with { Channel = World.Bytes(1, 16) }), _facts));
        Assert.Equal(PolicyRefusal.AnotherChannel, PolicyRules.CheckAlone(Signed(_first with { Kind = ChannelKind.PrivateLine }), _facts));
        Assert.Equal(PolicyRefusal.None, PolicyRules.CheckAlone(Signed(_first), _facts));
    }

    private PolicyContent Signed(ChannelPolicy policy) => new(policy.Sign(World.Seed(World.Facilitator)), _facts.Find(0)!.Credential.Admission);
}
