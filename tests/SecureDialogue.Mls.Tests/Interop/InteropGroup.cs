using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Tests.Scenarios;

namespace SecureDialogue.Mls.Tests.Interop;

/// <summary>One group with members of several engines; at least one is of the C# engine.</summary>
internal sealed partial class InteropGroup(PeerFixture peers, CipherSuiteId suite)
{
    private static readonly byte[] PskId = "shared before"u8.ToArray();

    private readonly Secret _psk = new(Guid.NewGuid().ToByteArray());
    private int _named;

    internal List<TestClient> Cores { get; } = [];

    internal List<PeerMember> Peers { get; } = [];

    internal InteropTally Tally { get; } = new();

    internal int Count => Cores.Count + Peers.Count;

    internal IEnumerable<LeafOwner> Members =>
        [.. Cores.Select(core => new LeafOwner(core, null)), .. Peers.Select(peer => new LeafOwner(null, peer))];

    internal int CountOf(Engine engine) => Members.Count(member => member.Engine == engine);

    /// <summary>A group of one, founded by any engine.</summary>
    internal async Task FoundAsync(Engine engine)
    {
        if (engine == Engine.Core)
        {
            Cores.Add(NewCore().Creates());
            return;
        }

        var peer = NewPeer(engine);
        _ = (await peer.AskAsync(Describe("found", peer, group: "a group"u8.ToArray()))).Succeeded();
        Peers.Add(peer);
    }

    /// <summary>Whether a member of ts-mls would get the commit's tree wrong; counted.</summary>
    internal bool IsBeyondPeer(LeafOwner maker, CommitPlan plan)
    {
        var isThere = plan.Adds.Contains(Engine.TsMls) || CountOf(Engine.TsMls) > 0;
        var isBeyond = isThere && PeerLimits.Exceeds(Cores[0].Group.State.Tree, maker.Leaf, plan);
        Tally.AvoidedTrees += isBeyond ? 1 : 0;
        return isBeyond;
    }

    internal static async Task ForgetAsync(IEnumerable<PeerMember> forgotten)
    {
        foreach (var result in await AskAllAsync(forgotten, peer => new { Do = "forget", Member = peer.Number }))
        {
            _ = result.Succeeded();
        }
    }

    // Independent calls, served side by side.
    private static Task<PeerResult[]> AskAllAsync(IEnumerable<PeerMember> asked, Func<PeerMember, object> call) =>
        Task.WhenAll(asked.Select(peer => peer.AskAsync(call(peer))).ToArray());

    private ExternalPsk[] Psks => [new ExternalPsk(PskId, _psk)];

    private TestClient NewCore() => new(NextName(), suite);

    private PeerMember NewPeer(Engine engine) => new(peers.Of(engine), peers.Of(engine).NewMember(), NextName(), []);

    private async Task<PeerMember> NewPeerWithPackageAsync(Engine engine)
    {
        var peer = NewPeer(engine);
        var result = (await peer.AskAsync(Describe("package", peer))).Succeeded();
        return peer with { KeyPackage = result.Bytes! };
    }

    private object Describe(string call, PeerMember peer, byte[]? group = null) =>
        new { Do = call, Member = peer.Number, Suite = (int)suite, peer.Name, PskId, Psk = _psk.Bytes.ToArray(), Group = group };

    private string NextName() => $"member {_named++}";
}
