using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Tests.Trust;
using SecureDialogue.Client.Trust;
using SecureDialogue.Sodium;

namespace SecureDialogue.Client.Tests.Policy;

/// <summary>A member's device swaps another's leaf by itself only for whoever holds both keys of exactly that leaf.</summary>
public sealed class SwapRulesTests
{
    private const byte Sana = 31;
    private static readonly byte[] LeafSeed = World.Seed(0x55);
    private static readonly ObjectHash LeafNode = new(new Opaque(SHA256.HashData([1, 2, 3])));
    private static readonly DeviceCredential Credential = DeviceCredential.Create(
        Channel.World3.Admit(Sana, World.Hill, Roles.Participant), Ed25519.PublicKey(LeafSeed), World.Seed(Sana));

    private static readonly ChannelFacts Facts = Channel.Facts() with { Roster = [.. Channel.Facts().Roster, new RosterLeaf(3, Credential)] };

    [Fact]
    public void A_request_for_another_channel_is_refused() =>
        Refused(SwapRefusal.AnotherChannel, request => request with { Channel = World.Bytes(0xC1, 16) });

    [Fact]
    public void C12_a_request_that_the_leaf_key_did_not_sign_is_refused()
    {
        Honest();

        Assert.Equal(SwapRefusal.FalseSignature, Check(Request().Sign(World.Seed(Sana))));
        Assert.Equal(SwapRefusal.FalseSignature, Check(Request().Sign(World.Seed(0x56))));
    }

    [Fact]
    public void C12_a_request_by_a_device_without_a_leaf_is_refused()
    {
        Honest();

        Assert.Equal(SwapRefusal.NotAMember, SwapRules.Check(Request().Sign(LeafSeed), World.Key(World.Stranger), LeafNode, Facts, Channel.Hour));
        Assert.Equal(SwapRefusal.FalseSignature, SwapRules.Check(Request().Sign(LeafSeed), World.Key(Channel.Marek), LeafNode, Facts, Channel.Hour));
    }

    [Fact]
    public void C12_a_request_that_names_an_older_leaf_node_is_refused()
    {
        Refused(SwapRefusal.AnotherLeaf, request => request with { LeafNode = new ObjectHash(World.Bytes(7, 32)) });

        Assert.Equal(SwapRefusal.AnotherLeaf, SwapRules.Check(Request().Sign(LeafSeed), World.Key(Sana), null, Facts, Channel.Hour));
    }

    [Fact]
    public void C10_whose_removal_is_due_is_not_swapped()
    {
        Honest();

        Assert.Equal(SwapRefusal.RemovalDue, Check(Facts with { Revocations = [Channel.RevocationOf(Credential)] }));
        Assert.Equal(SwapRefusal.RemovalDue, Check(Facts with { RemovalOrders = [Channel.OrderFor(Credential)] }));
        Assert.Equal(SwapRefusal.RemovalDue, Check(Facts with { LeavingLeafKeys = [Credential.Certificate.Body.LeafKey] }));
        Assert.Equal(
            SwapRefusal.RemovalDue,
            SwapRules.Check(Request().Sign(LeafSeed), World.Key(Sana), LeafNode, Facts, Credential.Admission.Body.NotAfter));
    }

    [Fact]
    public void B16_a_device_is_swapped_once_a_day()
    {
        var today = new Dictionary<DeviceKey, UnixHour> { [World.Key(Sana)] = new(Channel.Hour.Value / 24 * 24) };
        var yesterday = new Dictionary<DeviceKey, UnixHour> { [World.Key(Sana)] = new((Channel.Hour.Value / 24 * 24) - 1) };

        Assert.Equal(SwapRefusal.SwappedToday, Check(Facts with { LastSwaps = today }));
        Assert.Equal(SwapRefusal.None, Check(Facts with { LastSwaps = yesterday }));
    }

    [Fact]
    public void A07_an_old_request_or_one_ahead_of_the_clock_is_refused()
    {
        Refused(SwapRefusal.Stale, request => request with { Hour = new UnixHour(Channel.Hour.Value - (7 * 24) - 1) });
        Refused(SwapRefusal.Stale, request => request with { Hour = Channel.Hour.Plus(2) });

        Assert.Equal(SwapRefusal.None, Check((Request() with { Hour = new UnixHour(Channel.Hour.Value - (7 * 24)) }).Sign(LeafSeed)));
    }

    private static void Refused(SwapRefusal refusal, Func<SwapRequest, SwapRequest> change)
    {
        Honest();

        Assert.Equal(refusal, Check(change(Request()).Sign(LeafSeed)));
    }

    private static void Honest() => Assert.Equal(SwapRefusal.None, Check(Request().Sign(LeafSeed)));

    private static SwapRequest Request() => new(World.Channel, LeafNode, Channel.Hour);

    private static SwapRefusal Check(Signed<SwapRequest> request) => SwapRules.Check(request, World.Key(Sana), LeafNode, Facts, Channel.Hour);

    private static SwapRefusal Check(ChannelFacts facts) => SwapRules.Check(Request().Sign(LeafSeed), World.Key(Sana), LeafNode, facts, Channel.Hour);
}
