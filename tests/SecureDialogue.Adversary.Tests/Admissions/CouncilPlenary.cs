using SecureDialogue.Adversary.Tests.Forgery;
using SecureDialogue.Adversary.Tests.Relay;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Trust;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Mls.KeyPackages;

namespace SecureDialogue.Adversary.Tests.Admissions;

/// <summary>
/// A plenary under the third version of a Charter, for tests that come one after the other. Whoever enters needs an organizer of each side
/// and a facilitator; carim was the coast side's organizer until that version.
/// </summary>
public sealed class CouncilPlenary : IAsyncLifetime
{
    private readonly byte[] _otto = Forge.Seed();
    private (CoSigned<Admission> Admission, byte[] Seed) _listed;
    private (CoSigned<Admission> Admission, byte[] Seed) _left;

    internal HostileTalks Talks { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Talks = await HostileTalks.CouncilAsync("amal");
        var second = await ChartersAsync();
        _listed = Forge.Admit(await PapersAsync("amal"), second, body => body, await SeedsAsync("founder", "hanna", "carim"));
        _left = Forge.Admit(await PapersAsync("amal"), second, body => body, await SeedsAsync("founder", "hanna", "carim"));
        var founder = await SeedsAsync("founder", "hanna", "carim");
        var carim = Forge.KeyOf(founder[2]);
        var third = (await Forge.AmendAsync(Talks.Founder, charter => charter with
        {
            Officers = [.. charter.Officers.Select(one => one.Key == carim ? one with { Key = Forge.KeyOf(_otto) } : one).OrderBy(one => one.Key.Value)],
            SurvivingAdmissions = [.. charter.SurvivingAdmissions.Append(_listed.Admission.Id).OrderBy(id => id.Value)],
        })).Versions[^1].Body;
        var signed = founder.Aggregate(new CoSigned<Charter>(third, []), (charter, seed) => charter.CoSign(seed));
        await Forge.PostAsync(Talks.Founder, new CharterContent(new SignedCharterChain([.. second.Signed.Versions, signed])));
        await Talks["amal"].SyncAsync();
        Assert.Equal(3, (await ChartersAsync()).Head.Version);
    }

    /// <summary>Somebody whose admission is wrong in this way, and a twin for whom it is right.</summary>
    internal async Task<(KeyPackage False, KeyPackage Right)> PackagesAsync(string what)
    {
        var charters = await ChartersAsync();
        var amal = await PapersAsync("amal");
        var seeds = await SeedsAsync("founder", "hanna", "carim");
        var (founder, hanna, carim) = (seeds[0], seeds[1], seeds[2]);
        var now = amal.Admission.Body.NotBefore;
        var right = Forge.Admit(amal, charters, body => body, founder, hanna, _otto);
        var wrong = what switch
        {
            "a facilitator and one side" => Forge.Admit(amal, charters, body => body, founder, hanna),
            "one side only" => Forge.Admit(amal, charters, body => body, hanna),
            "both sides and no facilitator" => Forge.Admit(amal, charters, body => body, hanna, _otto),
            "one organizer who signs twice" => Forge.Admit(amal, charters, body => body, founder, hanna, hanna),
            "a retired officer for one side" => Forge.Admit(amal, charters, body => body, founder, hanna, carim),
            "all, for another dialogue" => Forge.Admit(amal, charters, body => body with { Dialogue = new DialogueId(new Opaque(new byte[32])) }, founder, hanna, _otto),
            "all, and expired" => Forge.Admit(amal, charters, body => body with { NotBefore = new UnixHour(now.Value - 48), NotAfter = now }, founder, hanna, _otto),
            "all, under the Charter before, and not listed" => _left,
            _ => right,
        };
        return what switch
        {
            "all, under the Charter before, and not listed" => (Forge.Package(_left.Admission, _left.Seed), Forge.Package(_listed.Admission, _listed.Seed)),
            "all, with a leaf that another key certified" => (Forge.Package(right.Admission, Forge.Seed()), Forge.Package(right.Admission, right.Seed)),
            _ => (Forge.Package(wrong.Admission, wrong.Seed), Forge.Package(right.Admission, right.Seed)),
        };
    }

    /// <summary>Somebody with all signatures who was cut off since by two who may, and a twin who was not.</summary>
    internal async Task<(KeyPackage False, KeyPackage Right)> CutOffAsync()
    {
        var charters = await ChartersAsync();
        var seeds = await SeedsAsync("founder", "hanna");
        var (founder, hanna) = (seeds[0], seeds[1]);
        var (right, rightSeed) = Forge.Admit(await PapersAsync("amal"), charters, body => body, founder, hanna, _otto);
        var (cut, cutSeed) = Forge.Admit(await PapersAsync("amal"), charters, body => body, founder, hanna, _otto);
        var revocation = new Revocation(charters.Dialogue, charters.HeadId, cut, false, right.Body.NotBefore);
        await Forge.PostAsync(Talks.Founder, new RevocationContent(new CoSigned<Revocation>(revocation, []).CoSign(founder).CoSign(hanna)));
        return (Forge.Package(cut, cutSeed), Forge.Package(right, rightSeed));
    }

    public async Task DisposeAsync() => await Talks.DisposeAsync();

    private async Task<CharterChain> ChartersAsync()
    {
        await using var founder = ModifiedClient.OpenSession(Talks.Founder);
        return founder.Charters!;
    }

    private Task<(CoSigned<Admission> Admission, byte[] Seed, MailboxCard Card)> PapersAsync(string name) => Forge.PapersOfAsync(Talks[name]);

    private async Task<byte[][]> SeedsAsync(params string[] names)
    {
        var seeds = new List<byte[]>();
        foreach (var name in names)
        {
            seeds.Add((await PapersAsync(name)).Seed);
        }

        return [.. seeds];
    }
}
