using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Tests.Scenarios;

namespace SecureDialogue.Mls.Tests.Interop;

/// <summary>One group with members of both engines, of each at least one.</summary>
internal sealed partial class InteropGroup(PeerProcess process, CipherSuiteId suite)
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

    /// <summary>A group of one, founded by either engine.</summary>
    internal async Task FoundAsync(bool isByPeer)
    {
        if (!isByPeer)
        {
            Cores.Add(NewCore().Creates());
            return;
        }

        var peer = new PeerMember(process.NewMember(), NextName(), []);
        _ = (await process.CallAsync(Describe("found", peer, group: "a group"u8.ToArray()))).Succeeded();
        Peers.Add(peer);
    }

    /// <summary>Whether ts-mls would get the commit's tree wrong; counted.</summary>
    internal bool IsBeyondPeer(LeafOwner maker, CommitPlan plan)
    {
        var isBeyond = PeerLimits.Exceeds(Cores[0].Group.State.Tree, maker.Leaf, plan);
        Tally.AvoidedTrees += isBeyond ? 1 : 0;
        return isBeyond;
    }

    internal async Task ForgetAsync(IEnumerable<PeerMember> peers)
    {
        foreach (var result in await process.CallAllAsync(peers.Select(peer => new { Do = "forget", Member = peer.Number })))
        {
            _ = result.Succeeded();
        }
    }

    private ExternalPsk[] Psks => [new ExternalPsk(PskId, _psk)];

    private TestClient NewCore() => new(NextName(), suite);

    private async Task<PeerMember> NewPeerAsync()
    {
        var peer = new PeerMember(process.NewMember(), NextName(), []);
        var result = (await process.CallAsync(Describe("package", peer))).Succeeded();
        return peer with { KeyPackage = result.Bytes! };
    }

    private object Describe(string call, PeerMember peer, byte[]? group = null) =>
        new { Do = call, Member = peer.Number, Suite = (int)suite, peer.Name, PskId, Psk = _psk.Bytes.ToArray(), Group = group };

    private string NextName() => $"member {_named++}";
}
