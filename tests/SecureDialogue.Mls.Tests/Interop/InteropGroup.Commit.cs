using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Tests.Scenarios;

namespace SecureDialogue.Mls.Tests.Interop;

internal sealed partial class InteropGroup
{
    /// <summary>What ts-mls 1.6.4 says of valid trees in which unmerged leaves differ along a path (mls-notes §2).</summary>
    private const string UnequalUnmergedLeaves = "non-blank intermediate node must list leaf node";

    /// <summary>Makes the commit and takes everybody there; false if ts-mls cannot join the tree it would lead to: then nothing happened.</summary>
    internal async Task<bool> CommitAsync(LeafOwner maker, CommitPlan plan)
    {
        var cores = plan.Adds.Where(engine => engine == Engine.Core).Select(_ => NewCore()).ToArray();
        var joiners = await Task.WhenAll(plan.Adds.Where(engine => engine != Engine.Core).Select(NewPeerWithPackageAsync).ToArray());
        var made = maker.Core is { } core ? MakeByCore(core, plan, cores, joiners) : await MakeByPeerAsync(maker.Peer!, plan, cores, joiners);
        Assert.Equal(plan.HasAdds, made.Welcome is not null);
        if (!await JoinPeersAsync(made, joiners))
        {
            made.Staged?.Dispose();
            await ForgetAsync(joiners);
            Tally.AvoidedJoins++;
            return false;
        }

        await LetGoAsync(made, plan);
        await FollowAsync(made);
        JoinCores(made, cores);
        Peers.AddRange(joiners);
        CountCommit(plan, made);
        return true;
    }

    private MadeCommit MakeByCore(TestClient maker, CommitPlan plan, TestClient[] cores, PeerMember[] joiners)
    {
        var bundle = maker.Group.CreateCommit(new CommitRequest
        {
            Adds = [.. cores.Select(core => core.KeyPackage), .. joiners.Select(peer => KeyPackage.Decode(peer.KeyPackage))],
            Removes = plan.Removes,
            ForcePath = plan.ForcePath,
            ExternalPsks = plan.HasPsk ? Psks : [],
        });
        return new MadeCommit(bundle.Message.ToArray(), bundle.Welcome?.ToArray(), bundle.Staged.EpochAuthenticator.ToArray())
        {
            Maker = new LeafOwner(maker, null),
            Staged = bundle.Staged,
        };
    }

    private static async Task<MadeCommit> MakeByPeerAsync(PeerMember maker, CommitPlan plan, TestClient[] cores, PeerMember[] joiners)
    {
        var result = (await maker.AskAsync(new
        {
            Do = "commit",
            Member = maker.Number,
            Adds = cores.Select(core => core.KeyPackage.Encode()).Concat(joiners.Select(peer => peer.KeyPackage)),
            Removes = plan.Removes.Select(leaf => leaf.Value),
            plan.ForcePath,
            PskId = plan.HasPsk ? PskId : null,
        })).Succeeded();
        return new MadeCommit(result.Bytes!, result.Welcome, result.Authenticator!) { Maker = new LeafOwner(null, maker) };
    }

    private static async Task<bool> JoinPeersAsync(MadeCommit made, PeerMember[] joiners)
    {
        var results = await AskAllAsync(joiners, peer => new { Do = "join", Member = peer.Number, Bytes = made.Welcome });
        foreach (var (peer, result) in joiners.Zip(results).OrderBy(pair => pair.First.Engine))
        {
            if (peer.Engine == Engine.TsMls && result.Error is { } error && error.Contains(UnequalUnmergedLeaves, StringComparison.Ordinal))
            {
                return false;
            }

            Assert.Equal(made.Authenticator, result.Succeeded().Authenticator);
            peer.Leaf = new Tree.LeafIndex(result.Leaf!.Value);
        }

        return true;
    }

    // Those who are removed hear of it. ts-mls throws when the own leaf is taken by a newcomer in the same commit (mls-notes §2).
    private async Task LetGoAsync(MadeCommit made, CommitPlan plan)
    {
        foreach (var core in Cores.Where(core => plan.Removes.Contains(core.Group.OwnLeaf)).ToArray())
        {
            using var staged = Receive(core, made);
            Assert.True(staged.RemovesSelf);
            _ = Cores.Remove(core);
            Tally.Of(Engine.Core).Removals++;
        }

        foreach (var peer in Peers.Where(peer => plan.Removes.Contains(peer.Leaf)).ToArray())
        {
            if (plan.HasAdds && peer.Engine == Engine.TsMls)
            {
                Tally.AvoidedRemovals++;
            }
            else
            {
                Assert.True((await peer.AskAsync(new { Do = "receive", Member = peer.Number, Bytes = made.Message })).Succeeded().Removed);
            }

            await ForgetAsync([peer]);
            _ = Peers.Remove(peer);
            Tally.Of(peer.Engine).Removals++;
        }
    }

    private async Task FollowAsync(MadeCommit made)
    {
        var pending = AskAllAsync(Peers, peer => peer == made.Maker.Peer
            ? new { Do = "adopt", Member = peer.Number }
            : new { Do = "receive", Member = peer.Number, Bytes = made.Message });
        foreach (var core in Cores)
        {
            core.Group.Merge(core == made.Maker.Core ? made.Staged! : Receive(core, made));
            Assert.Equal(made.Authenticator, core.Group.EpochAuthenticator.ToArray());
        }

        foreach (var result in await pending)
        {
            Assert.Equal(made.Authenticator, result.Succeeded().Authenticator);
        }
    }

    private void JoinCores(MadeCommit made, TestClient[] cores)
    {
        foreach (var core in cores)
        {
            core.Joins(made.Welcome, Psks);
            Assert.Equal(made.Authenticator, core.Group.EpochAuthenticator.ToArray());
            Cores.Add(core);
        }
    }

    private StagedCommit Receive(TestClient core, MadeCommit made)
    {
        var options = new ReceiveOptions { Validator = AcceptAll.Instance, ExternalPsks = Psks };
        var received = Assert.IsType<CommitReceived>(core.Group.Receive(made.Message, options));
        Assert.Equal(made.Maker.Leaf, received.Sender);
        return received.Staged;
    }

    private void CountCommit(CommitPlan plan, MadeCommit made)
    {
        Tally.Of(plan.Maker).Commits++;
        Tally.EmptyCommits += plan.IsEmpty ? 1 : 0;
        Tally.PathlessAdds += plan.HasAdds && plan.Removes.Count == 0 && !plan.ForcePath ? 1 : 0;
        Tally.Swaps += plan.HasAdds && plan.Removes.Count > 0 ? 1 : 0;
        Tally.PskCommits += plan.HasPsk ? 1 : 0;
        foreach (var engine in plan.Adds)
        {
            Tally.Of(engine).Joins++;
        }

        Tally.LargestGroup = Math.Max(Tally.LargestGroup, Count);
    }
}
