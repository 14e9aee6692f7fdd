using System.Numerics;

namespace SecureDialogue.Mls.Tree;

/// <summary>Where nodes are in a full tree of a power of two leaves (RFC 9420 §C).</summary>
internal static class TreeMath
{
    internal static uint NodeCount(uint leafCount) => (2 * leafCount) - 1;

    internal static NodeIndex Root(uint leafCount) => new(leafCount - 1);

    internal static int Level(NodeIndex node) => BitOperations.TrailingZeroCount(~node.Value);

    internal static NodeIndex Left(NodeIndex parent) => new(parent.Value ^ (1u << (Level(parent) - 1)));

    internal static NodeIndex Right(NodeIndex parent) => new(parent.Value ^ (3u << (Level(parent) - 1)));

    internal static NodeIndex Parent(NodeIndex node)
    {
        var level = Level(node);
        var isRight = (node.Value >> (level + 1)) & 1;
        return new NodeIndex((node.Value | (1u << level)) ^ (isRight << (level + 1)));
    }

    internal static NodeIndex Sibling(NodeIndex node)
    {
        var parent = Parent(node);
        return node.Value < parent.Value ? Right(parent) : Left(parent);
    }

    /// <summary>The ancestors of a leaf, from its parent to the root.</summary>
    internal static List<NodeIndex> DirectPath(LeafIndex leaf, uint leafCount) => Ancestors(leaf.Node, leafCount);

    /// <summary>The ancestors of any node, from its parent to the root.</summary>
    internal static List<NodeIndex> Ancestors(NodeIndex node, uint leafCount)
    {
        var path = new List<NodeIndex>();
        var root = Root(leafCount);
        while (node != root)
        {
            node = Parent(node);
            path.Add(node);
        }

        return path;
    }

    /// <summary>Whether a node is below another or is it.</summary>
    internal static bool IsBelow(NodeIndex node, NodeIndex ancestor)
    {
        var reach = (1u << Level(ancestor)) - 1;
        return node.Value >= ancestor.Value - reach && node.Value <= ancestor.Value + reach;
    }

    /// <summary>The child of a node on the way to a leaf below it.</summary>
    internal static NodeIndex ChildTowards(NodeIndex parent, LeafIndex leaf) =>
        leaf.Node.Value < parent.Value ? Left(parent) : Right(parent);

    /// <summary>The child of a node that is not on the way to a leaf below it.</summary>
    internal static NodeIndex ChildAwayFrom(NodeIndex parent, LeafIndex leaf) =>
        leaf.Node.Value < parent.Value ? Right(parent) : Left(parent);
}
