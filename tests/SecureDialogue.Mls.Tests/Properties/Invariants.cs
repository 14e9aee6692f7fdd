using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Properties;

/// <summary>What is true of every member between any two commits.</summary>
internal static class Invariants
{
    internal static void Hold(IReadOnlyList<TestClient> members)
    {
        TreeIsSound(members[0].Group);
        var (authenticator, tree) = (members[0].Group.EpochAuthenticator.ToArray(), members[0].Group.ExportRatchetTree());
        foreach (var member in members)
        {
            Assert.Equal(authenticator, member.Group.EpochAuthenticator.ToArray());
            Assert.Equal(tree, member.Group.ExportRatchetTree());
            Assert.Equal(members.Count, member.Group.Members.Count);
            KeysAreThoseOfThePath(member.Group.State);
            member.Restarts();
        }
    }

    // From the encoding, so that no cached hash helps.
    private static void TreeIsSound(MlsGroup group)
    {
        var tree = RatchetTreeExtension.Decode(group.ExportRatchetTree());
        Assert.Equal(group.State.Context.TreeHash.ToArray(), TreeHash.Compute(group.Suite, tree));
        Assert.Equal(group.State.Tree.LeafCount, tree.LeafCount);
        RatchetTreeRules.RequireValidParents(group.Suite, tree);
        RatchetTreeRules.RequireUniqueKeys(tree);
        for (uint i = 0; i < tree.NodeCount; i++)
        {
            ResolutionCoversEveryMemberOnce(tree, new NodeIndex(i));
        }
    }

    /// <summary>Under a node each member is met by exactly one node of the resolution whose key it has.</summary>
    private static void ResolutionCoversEveryMemberOnce(RatchetTree tree, NodeIndex node)
    {
        var resolution = tree.Resolution(node);
        foreach (var leaf in tree.OccupiedLeaves().Where(leaf => TreeMath.IsBelow(leaf.Node, node) || leaf.Node == node))
        {
            Assert.Single(resolution, covering => KnowsKeyOf(tree, leaf, covering));
        }
    }

    private static void KeysAreThoseOfThePath(GroupState state)
    {
        NodeIndex[] path = [state.Own.Node, .. TreeMath.DirectPath(state.Own, state.Tree.LeafCount)];
        var expected = path.Where(node => !state.Tree.IsBlank(node) && KnowsKeyOf(state.Tree, state.Own, node)).OrderBy(node => node.Value);
        Assert.Equal(expected, state.Keys.Pairs.Select(pair => pair.Key));
        Assert.All(state.Keys.Pairs, pair => Assert.Equal(state.Tree.EncryptionKey(pair.Key).ToArray(), pair.Value.PublicKey.ToArray()));
    }

    private static bool KnowsKeyOf(RatchetTree tree, LeafIndex leaf, NodeIndex node) => node.IsLeaf
        ? node == leaf.Node
        : TreeMath.IsBelow(leaf.Node, node) && !(tree.Parent(node)?.UnmergedLeaves.Contains(leaf) ?? false);
}
