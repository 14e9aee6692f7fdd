using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using SecureDialogue.Mls.Tree;
using Xunit.Abstractions;

namespace SecureDialogue.Mls.Tests.Properties;

/// <summary>Where nodes are, in trees of up to 2^30 leaves.</summary>
public sealed class TreeMathPropertyTests(ITestOutputHelper output)
{
    private const int Cases = 500;

    private static readonly Gen<(uint Leaves, NodeIndex Node)> Places =
        from level in Gen.Choose(0, 30)
        from place in Gen.Choose(0, int.MaxValue - 1)
        let leaves = 1u << level
        select (leaves, new NodeIndex((uint)place % TreeMath.NodeCount(leaves)));

    [Fact]
    public void A_parent_is_the_parent_of_its_children() => Holds(place =>
    {
        if (!place.Node.IsLeaf)
        {
            Assert.Equal(place.Node, TreeMath.Parent(TreeMath.Left(place.Node)));
            Assert.Equal(place.Node, TreeMath.Parent(TreeMath.Right(place.Node)));
            Assert.True(TreeMath.Left(place.Node).Value < place.Node.Value && place.Node.Value < TreeMath.Right(place.Node).Value);
        }
    });

    [Fact]
    public void Siblings_are_each_others_and_have_one_parent() => Holds(place =>
    {
        if (place.Node != TreeMath.Root(place.Leaves))
        {
            var sibling = TreeMath.Sibling(place.Node);

            Assert.NotEqual(place.Node, sibling);
            Assert.Equal(place.Node, TreeMath.Sibling(sibling));
            Assert.Equal(TreeMath.Parent(place.Node), TreeMath.Parent(sibling));
        }
    });

    [Fact]
    public void Ancestors_climb_level_by_level_to_the_root() => Holds(place =>
    {
        var ancestors = TreeMath.Ancestors(place.Node, place.Leaves);
        var levels = Enumerable.Range(TreeMath.Level(place.Node) + 1, ancestors.Count);

        Assert.Equal(levels, ancestors.Select(TreeMath.Level));
        Assert.Equal(TreeMath.Root(place.Leaves), ancestors.Count == 0 ? place.Node : ancestors[^1]);
        Assert.All(ancestors, ancestor => Assert.True(TreeMath.IsBelow(place.Node, ancestor)));
    });

    [Fact]
    public void A_node_is_below_exactly_one_child_of_each_ancestor() => Holds(place =>
    {
        var leaf = new LeafIndex(place.Node.Value / 2);
        foreach (var ancestor in TreeMath.DirectPath(leaf, Math.Max(place.Leaves, 2)))
        {
            Assert.True(TreeMath.IsBelow(leaf.Node, TreeMath.ChildTowards(ancestor, leaf)));
            Assert.False(TreeMath.IsBelow(leaf.Node, TreeMath.ChildAwayFrom(ancestor, leaf)));
            Assert.NotEqual(TreeMath.ChildTowards(ancestor, leaf), TreeMath.ChildAwayFrom(ancestor, leaf));
        }
    });

    private void Holds(Action<(uint Leaves, NodeIndex Node)> property, [CallerMemberName] string name = "")
    {
        Prop.ForAll(Places.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));
        output.WriteLine($"measured: {name}: {Cases} cases");
    }
}
