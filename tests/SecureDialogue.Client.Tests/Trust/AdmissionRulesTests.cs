using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Trust;

public sealed class AdmissionRulesTests
{
    private const byte Person = 20;
    private const byte SecondDevice = 21;
    private readonly World _world = World.Of(SignatureRule.OrganizerOfEachPartyAndFacilitator);

    [Fact]
    public void A09_one_partys_officers_cannot_admit_alone()
    {
        var body = Body();

        Assert.Equal(AdmissionRefusal.None, Check(World.SignAll(body, 1, 2, 3)));
        Assert.Equal(AdmissionRefusal.SignaturesMissing, Check(World.SignAll(body, 1, 3)));
        Assert.Equal(AdmissionRefusal.SignaturesMissing, Check(World.SignAll(body, 3)));
        Assert.Equal(AdmissionRefusal.StrangerSigned, Check(World.SignAll(body, 1, 2, 3, World.Stranger)));
    }

    [Fact]
    public void A09_a_signature_that_stands_twice_is_read_by_nobody()
    {
        var honest = World.SignAll(Body(), 1, 2);
        var (one, other) = (honest.Signatures[0], honest.Signatures[1]);
        var doubled = Replaced(Replaced(honest.Encode(), other.Signer.Value, one.Signer.Value), other.Signature, one.Signature);

        Assert.Equal(2, SignedCodec.DecodeCoSigned<Admission>(honest.Encode()).Signatures.Count);
        Assert.Throws<MalformedObjectException>(() => SignedCodec.DecodeCoSigned<Admission>(doubled));

        static byte[] Replaced(byte[] bytes, Opaque what, Opaque by)
        {
            by.Span.CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf(what.Span)));
            return bytes;
        }
    }

    [Fact]
    public void A04_an_admission_that_was_changed_after_signing_is_refused()
    {
        var signed = World.SignAll(Body(), 1, 2, 3);
        Admission[] changed =
        [
            signed.Body with { Device = World.Key(World.Stranger) },
            signed.Body with { Person = new(World.Bytes(1, 16)) },
            signed.Body with { Party = World.Coast },
            signed.Body with { Roles = Roles.Facilitator },
            signed.Body with { NotBefore = new(1) },
            signed.Body with { NotAfter = new(900_000) },
            signed.Body with { Limits = new([], true) },
        ];

        Assert.Equal(AdmissionRefusal.None, Check(signed));
        Assert.All(changed, body => Assert.Equal(AdmissionRefusal.FalseSignature, Check(signed with { Body = body })));
    }

    [Fact]
    public void A15_a_signature_over_another_type_does_not_admit()
    {
        var body = Body();
        var underAnotherLabel = new KeySignature(
            World.Key(3),
            new Opaque(Sodium.Ed25519.Sign(World.Seed(3), SigningLabels.Frame(SigningLabels.RemovalOrder, body.Encode()))));
        var right = World.SignAll(body, 1, 2, 3);
        var wrong = right with { Signatures = [.. right.Signatures.Select(s => s.Signer == World.Key(3) ? underAnotherLabel : s)] };

        Assert.Equal(AdmissionRefusal.None, Check(right));
        Assert.Equal(AdmissionRefusal.FalseSignature, Check(wrong));
    }

    [Fact]
    public void An_admission_holds_from_its_first_hour_to_before_its_last()
    {
        var signed = World.SignAll(Body(), 1, 2, 3);

        Assert.Equal(AdmissionRefusal.NotYetValid, AdmissionRules.Check(signed, _world.Charters, new(World.Now.Value - 1)));
        Assert.Equal(AdmissionRefusal.None, AdmissionRules.Check(signed, _world.Charters, World.Now));
        Assert.Equal(AdmissionRefusal.None, AdmissionRules.Check(signed, _world.Charters, new(signed.Body.NotAfter.Value - 1)));
        Assert.Equal(AdmissionRefusal.Expired, AdmissionRules.Check(signed, _world.Charters, signed.Body.NotAfter));
    }

    [Fact]
    public void An_admission_of_another_dialogue_version_or_party_is_refused()
    {
        Assert.Equal(AdmissionRefusal.AnotherDialogue, Check(World.SignAll(Body() with { Dialogue = new(World.Bytes(1, 32)) }, 1, 2, 3)));
        Assert.Equal(AdmissionRefusal.UnknownCharter, Check(World.SignAll(Body() with { Charter = new(World.Bytes(1, 32)) }, 1, 2, 3)));
        Assert.Equal(AdmissionRefusal.UnknownParty, Check(World.SignAll(Body() with { Party = PartyCode.Parse("river") }, 1, 2, 3)));
        Assert.Equal(AdmissionRefusal.None, Check(World.SignAll(Body() with { Party = null, Roles = Roles.Interpreter }, 1, 2, 3)));
    }

    [Fact]
    public void A02_a_further_device_needs_two_who_know_the_person()
    {
        var further = Further();

        Assert.Equal(AdmissionRefusal.None, Check(World.SignAll(further, Person, 3)));
        Assert.Equal(AdmissionRefusal.None, Check(World.SignAll(further, 1, 3)));
        Assert.Equal(AdmissionRefusal.SignaturesMissing, Check(World.SignAll(further, Person)));
        Assert.Equal(AdmissionRefusal.SignaturesMissing, Check(World.SignAll(further, 2, 3)));
        Assert.Equal(AdmissionRefusal.StrangerSigned, Check(World.SignAll(further, SecondDevice, 3)));
    }

    [Fact]
    public void A_device_is_not_another_device_of_its_own()
    {
        var again = Further() with { Device = World.Key(Person) };

        Assert.Equal(AdmissionRefusal.None, Check(World.SignAll(again, 1, 3)));
        Assert.Equal(AdmissionRefusal.StrangerSigned, Check(World.SignAll(again, Person, 3)));
    }

    [Fact]
    public void A_further_device_gets_no_more_than_the_first_had()
    {
        Admission[] more =
        [
            Further() with { Roles = Roles.Participant | Roles.Facilitator },
            Further() with { Person = new(World.Bytes(1, 16)) },
            Further() with { Party = World.Coast },
            Further() with { NotAfter = Further().NotAfter.Plus(1) },
        ];

        Assert.Equal(AdmissionRefusal.None, Check(World.SignAll(Further(), 1, 3)));
        Assert.All(more, body => Assert.Equal(AdmissionRefusal.ExceedsEarlier, Check(World.SignAll(body, 1, 3))));
    }

    [Fact]
    public void Limits_of_the_first_device_bind_the_further_one()
    {
        var limits = new AdmissionLimits([World.Channel], true);
        var first = World.SignAll(Body() with { Limits = limits }, 1, 2, 3);
        var further = Further() with { Earlier = first };

        Assert.Equal(AdmissionRefusal.None, Check(World.SignAll(further with { Limits = limits }, 1, 3)));
        Assert.Equal(AdmissionRefusal.ExceedsEarlier, Check(World.SignAll(further, 1, 3)));
        Assert.Equal(AdmissionRefusal.ExceedsEarlier, Check(World.SignAll(further with { Limits = limits with { ListensOnly = false } }, 1, 3)));
        Assert.Equal(AdmissionRefusal.ExceedsEarlier, Check(World.SignAll(further with { Limits = limits with { Channels = [World.Bytes(1, 16)] } }, 1, 3)));
    }

    [Fact]
    public void A_further_device_of_somebody_never_admitted_is_refused()
    {
        var neverAdmitted = World.SignAll(Body(), 1, 3);

        Assert.Equal(AdmissionRefusal.SignaturesMissing, Check(World.SignAll(Further() with { Earlier = neverAdmitted }, 1, 3)));
        Assert.Equal(AdmissionRefusal.None, Check(World.SignAll(Further(), 1, 3)));
    }

    [Fact]
    public void A07_an_older_admission_is_accepted_only_if_the_amendment_lists_it()
    {
        var old = World.SignAll(Body(), 1, 2, 3);
        var first = _world.Charters.Signed.Versions[0];
        var amendment = first.Body with { Version = 2, Previous = first.Id, AdmissionRule = SignatureRule.TwoOfficers };

        var listed = World.Verified(first, World.SignAll(amendment with { SurvivingAdmissions = [old.Id] }, 1, 2));
        var dropped = World.Verified(first, World.SignAll(amendment, 1, 2));
        var onlyTitle = World.Verified(first, World.SignAll(amendment with { AdmissionRule = first.Body.AdmissionRule, Title = "New" }, 1, 2));

        Assert.Equal(AdmissionRefusal.None, AdmissionRules.Check(old, listed, World.Now));
        Assert.Equal(AdmissionRefusal.NotCarriedOver, AdmissionRules.Check(old, dropped, World.Now));
        Assert.Equal(AdmissionRefusal.None, AdmissionRules.Check(old, onlyTitle, World.Now));
    }

    private Admission Body() => _world.Admission(Person, World.Hill, Roles.Participant);

    private Admission Further() => Body() with { Device = World.Key(SecondDevice), Earlier = World.SignAll(Body(), 1, 2, 3) };

    private AdmissionRefusal Check(CoSigned<Admission> admission) => AdmissionRules.Check(admission, _world.Charters, World.Now);
}
