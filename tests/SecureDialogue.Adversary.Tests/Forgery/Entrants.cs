using SecureDialogue.Adversary.Tests.Relay;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Trust;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Mls.KeyPackages;

namespace SecureDialogue.Adversary.Tests.Forgery;

/// <summary>
/// People who lack something and twins who lack nothing, under the third version of a quick start's Charter. Its admission rule asks for an
/// organizer of each side and a facilitator, who is the founder; the coast side's organizer of the second version retired with the third.
/// </summary>
internal sealed class Entrants
{
    private static readonly PartyCode Hill = PartyCode.Parse("hill");
    private static readonly PartyCode Coast = PartyCode.Parse("coast");
    private readonly byte[] _hill = Forge.Seed();
    private readonly byte[] _coast = Forge.Seed();
    private readonly byte[] _retired = Forge.Seed();
    private readonly byte[] _founder;
    private readonly (CoSigned<Admission> Admission, byte[] Seed, MailboxCard Card) _like;
    private readonly (CoSigned<Admission> Admission, byte[] Seed) _listed;
    private readonly (CoSigned<Admission> Admission, byte[] Seed) _left;

    private Entrants(CharterChain first, Charter second, byte[] founder, (CoSigned<Admission> Admission, byte[] Seed, MailboxCard Card) like)
    {
        (First, _founder, _like) = (first, founder, like);
        var officers = Officers(first, _retired);
        var two = Verified([.. first.Signed.Versions, (second with { Officers = officers, AdmissionRule = SignatureRule.OrganizerOfEachPartyAndFacilitator, DeviceRule = SignatureRule.TwoWhoKnowThePerson }).CoSign(founder)]);
        (_listed, _left) = (Forge.Admit(like, two, body => body, founder, _hill, _retired), Forge.Admit(like, two, body => body, founder, _hill, _retired));
        var third = two.Head with
        {
            Version = 3,
            Previous = two.HeadId,
            Officers = Officers(first, _coast),
            SurvivingAdmissions = [.. second.SurvivingAdmissions.Append(_listed.Admission.Id).OrderBy(id => id.Value)],
        };
        Charters = Verified([.. two.Signed.Versions, Sign(new CoSigned<Charter>(third, []), founder, _hill, _retired)]);
    }

    /// <summary>The chain before the two amendments.</summary>
    public CharterChain First { get; }

    /// <summary>The chain that is in force once it is posted.</summary>
    public CharterChain Charters { get; }

    public static async Task<Entrants> OfAsync(HostileTalks talks, string like)
    {
        await using var founder = ModifiedClient.OpenSession(talks.Founder);
        var second = (await Forge.AmendAsync(talks.Founder, charter => charter)).Versions[^1].Body;
        return new Entrants(founder.Charters!, second, (await Forge.PapersOfAsync(talks.Founder)).Seed, await Forge.PapersOfAsync(talks[like]));
    }

    /// <summary>Somebody who is wrong in this way, and a twin who is right.</summary>
    public (KeyPackage False, KeyPackage Right) Packages(string what)
    {
        var now = _like.Admission.Body.NotBefore;
        var right = All(body => body);
        var wrong = what switch
        {
            "a facilitator and one side" => Admit(body => body, _founder, _hill),
            "one side only" => Admit(body => body, _hill),
            "both sides and no facilitator" => Admit(body => body, _hill, _coast),
            "a retired officer for one side" => Admit(body => body, _founder, _hill, _retired),
            "all, for another dialogue" => All(body => body with { Dialogue = new DialogueId(new Opaque(new byte[32])) }),
            "all, and expired" => All(body => body with { NotBefore = new UnixHour(now.Value - 48), NotAfter = now }),
            "all, of the other side" => All(body => body with { Party = Coast }),
            "all, under the Charter before, and not listed" => _left,
            "all, with a leaf that another key certified" => (right.Admission, Seed: Forge.Seed()),
            _ => throw new ArgumentException("nobody is wrong in that way", nameof(what)),
        };
        var twin = what == "all, under the Charter before, and not listed" ? _listed : right;
        return (Forge.Package(wrong.Admission, wrong.Seed), Forge.Package(twin.Admission, twin.Seed));
    }

    /// <summary>Somebody with all signatures, whom two who may cut off by this revocation, and a twin who stays.</summary>
    public (KeyPackage False, KeyPackage Right, RevocationContent Revocation) CutOff()
    {
        var (right, cut) = (All(body => body), All(body => body));
        return (Forge.Package(cut.Admission, cut.Seed), Forge.Package(right.Admission, right.Seed), Revoke(cut.Admission, _founder, _hill));
    }

    /// <summary>Word that somebody was cut off, signed by the founder alone or by two who may.</summary>
    public RevocationContent Revoke(CoSigned<Admission> admission, bool isTrue) => isTrue ? Revoke(admission, _founder, _hill) : Revoke(admission, _founder);

    private RevocationContent Revoke(CoSigned<Admission> admission, params byte[][] signers) => new(Sign(
        new CoSigned<Revocation>(new Revocation(Charters.Dialogue, Charters.HeadId, admission, false, _like.Admission.Body.NotBefore), []), signers));

    private (CoSigned<Admission> Admission, byte[] Seed) All(Func<Admission, Admission> change) => Admit(change, _founder, _hill, _coast);

    private (CoSigned<Admission> Admission, byte[] Seed) Admit(Func<Admission, Admission> change, params byte[][] signers) =>
        Forge.Admit(_like, Charters, change, signers);

    private List<Officer> Officers(CharterChain first, byte[] coast) =>
    [
        .. first.Head.Officers
            .Append(new Officer(Forge.KeyOf(_hill), Hill, Roles.Organizer))
            .Append(new Officer(Forge.KeyOf(coast), Coast, Roles.Organizer))
            .OrderBy(one => one.Key.Value),
    ];

    private static CoSigned<T> Sign<T>(CoSigned<T> unsigned, params byte[][] signers)
        where T : ISignedObject<T> => signers.Aggregate(unsigned, (signed, seed) => signed.CoSign(seed));

    private static CharterChain Verified(IReadOnlyList<CoSigned<Charter>> versions)
    {
        Assert.Equal(CharterRefusal.None, new SignedCharterChain(versions).Verify(out var charters));
        return charters!;
    }
}
