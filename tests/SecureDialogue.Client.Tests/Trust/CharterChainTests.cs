using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Trust;

public sealed class CharterChainTests
{
    private readonly CoSigned<Charter> _first = World.SignAll(World.CharterOf(SignatureRule.Solo), 1, 2, 3);

    [Fact]
    public void Version_1_needs_every_officer_and_nobody_else()
    {
        var body = _first.Body;

        Assert.Equal(CharterRefusal.None, Verify(_first));
        Assert.Equal(CharterRefusal.SignaturesMissing, Verify(World.SignAll(body, 1, 2)));
        Assert.Equal(CharterRefusal.StrangerSigned, Verify(World.SignAll(body, 1, 2, 3, World.Stranger)));
        Assert.Equal(CharterRefusal.FalseSignature, Verify(_first with { Body = body with { Title = "Changed" } }));
        Assert.Equal(CharterRefusal.VersionMissing, Verify());
    }

    [Fact]
    public void A_quick_start_is_one_person_whose_signature_is_enough()
    {
        var chain = World.Verified(World.SignAll(Charter.QuickStart("Water talks", World.Key(3), World.Now), 3));
        var admission = new Admission(
            chain.Dialogue, chain.HeadId, new(World.Bytes(20, 16)), World.Key(20), null, Roles.Participant, World.Now, World.Now.Plus(24));

        Assert.Equal(Regime.Closed, chain.Head.DefaultRegime);
        Assert.Equal(AdmissionRefusal.None, AdmissionRules.Check(World.SignAll(admission, 3), chain, World.Now));
        Assert.Equal(AdmissionRefusal.StrangerSigned, AdmissionRules.Check(World.SignAll(admission, 20), chain, World.Now));
    }

    [Fact]
    public void The_dialogue_is_the_hash_of_version_1() =>
        Assert.Equal(_first.Id.Value, World.Verified(_first, World.SignAll(Amended(), 1, 2)).Dialogue.Value);

    [Fact]
    public void An_amendment_needs_the_previous_versions_quorum_and_its_hash()
    {
        Assert.Equal(CharterRefusal.None, Verify(_first, World.SignAll(Amended(), 1, 3)));
        Assert.Equal(CharterRefusal.SignaturesMissing, Verify(_first, World.SignAll(Amended(), 1)));
        Assert.Equal(CharterRefusal.StrangerSigned, Verify(_first, World.SignAll(Amended(), 1, 3, World.Stranger)));
        Assert.Equal(CharterRefusal.AnotherPredecessor, Verify(_first, World.SignAll(Amended() with { Previous = new(World.Bytes(1, 32)) }, 1, 3)));
        Assert.Equal(CharterRefusal.VersionMissing, Verify(_first, World.SignAll(Amended() with { Version = 3 }, 1, 3)));
        Assert.Equal(CharterRefusal.BeforePredecessor, Verify(_first, World.SignAll(Amended() with { CreatedAt = new(1) }, 1, 3)));
    }

    [Fact]
    public void A_new_officer_cannot_sign_their_own_appointment()
    {
        var appointed = Amended() with { Officers = [.. Amended().Officers, new Officer(World.Key(World.Stranger), null, Roles.Facilitator)] };

        Assert.Equal(CharterRefusal.None, Verify(_first, World.SignAll(appointed, 1, 2)));
        Assert.Equal(CharterRefusal.StrangerSigned, Verify(_first, World.SignAll(appointed, 1, World.Stranger)));
    }

    [Fact]
    public void A_chain_grows_and_is_never_replaced()
    {
        var one = World.Verified(_first);
        var two = World.Verified(_first, World.SignAll(Amended(), 1, 2));
        var other = World.Verified(_first, World.SignAll(Amended() with { Title = "Another" }, 1, 2));
        var stranger = World.Verified(World.SignAll(World.CharterOf(SignatureRule.TwoOfficers), 1, 2, 3));

        Assert.Equal(CharterRefusal.None, one.Extend(two, out var longer));
        Assert.Same(two, longer);
        Assert.Equal(CharterRefusal.None, two.Extend(one, out var kept));
        Assert.Same(two, kept);
        Assert.Equal(CharterRefusal.AnotherHistory, two.Extend(other, out _));
        Assert.Equal(CharterRefusal.AnotherDialogue, two.Extend(stranger, out _));
    }

    private static CharterRefusal Verify(params CoSigned<Charter>[] versions)
    {
        var refusal = new SignedCharterChain(versions).Verify(out var chain);
        Assert.Equal(refusal == CharterRefusal.None, chain is not null);
        return refusal;
    }

    private Charter Amended() => _first.Body with { Version = 2, Previous = _first.Id, Title = "Water and roads" };
}
