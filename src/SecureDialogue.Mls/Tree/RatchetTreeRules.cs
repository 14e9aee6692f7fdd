using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Tree;

/// <summary>Refusals of whole trees (RFC 9420 §7.3, §7.9.2, §12.4.3.1).</summary>
internal static class RatchetTreeRules
{
    /// <summary>What a joiner checks about the inner nodes.</summary>
    internal static void RequireValidParents(CipherSuite suite, RatchetTree tree)
    {
        for (uint i = 1; i < tree.NodeCount; i += 2)
        {
            var node = new NodeIndex(i);
            if (tree.Parent(node) is { } parent)
            {
                RequireKey(suite, parent);
                RequireUnmergedLeaves(tree, node, parent);
            }
        }

        for (uint i = 1; i < tree.NodeCount; i += 2)
        {
            RequireLink(suite, tree, new NodeIndex(i));
        }
    }

    /// <summary>No key stands twice in the tree.</summary>
    internal static void RequireUniqueKeys(RatchetTree tree)
    {
        var encryptionKeys = new HashSet<ReadOnlyMemory<byte>>((int)tree.NodeCount, KeyComparer.Instance);
        var signatureKeys = new HashSet<ReadOnlyMemory<byte>>((int)tree.LeafCount, KeyComparer.Instance);
        for (uint i = 0; i < tree.NodeCount; i++)
        {
            var node = new NodeIndex(i);
            if (!tree.IsBlank(node) && !encryptionKeys.Add(tree.EncryptionKey(node)))
            {
                throw new MlsException(MlsError.EncryptionKeyNotUnique);
            }

            if (tree.Node(node) is LeafNode leaf && !signatureKeys.Add(leaf.SignatureKey))
            {
                throw new MlsException(MlsError.SignatureKeyNotUnique);
            }
        }
    }

    /// <summary>Every member supports every credential type in use (§7.3).</summary>
    internal static void RequireCredentialSupport(RatchetTree tree)
    {
        var inUse = tree.OccupiedLeaves().Select(index => tree.Leaf(index)!.Credential.Type).ToHashSet(); // Occupied, as the name says.
        foreach (var index in tree.OccupiedLeaves())
        {
            var supported = tree.Leaf(index)!.Capabilities.Credentials;
            foreach (var type in inUse)
            {
                if (!supported.Contains(type))
                {
                    throw new MlsException(MlsError.CredentialTypeNotSupported);
                }
            }
        }
    }

    internal static void RequireAccepted(ICredentialValidator validator, LeafNode leaf) =>
        validator.Validate(leaf.Credential, leaf.SignatureKey.Span);

    private static void RequireKey(CipherSuite suite, ParentNode parent)
    {
        if (parent.EncryptionKey.Length != suite.KemPublicKeyBytes)
        {
            throw new MlsException(MlsError.PublicKeyInvalid);
        }
    }

    /// <summary>Sorted, unique, occupied, below the node, and carried on by every node in between.</summary>
    private static void RequireUnmergedLeaves(RatchetTree tree, NodeIndex node, ParentNode parent)
    {
        LeafIndex? previous = null;
        foreach (var leaf in parent.UnmergedLeaves)
        {
            var isValid = (previous is null || leaf.Value > previous.Value.Value)
                && leaf.Value < tree.LeafCount
                && tree.Leaf(leaf) is not null
                && TreeMath.IsBelow(leaf.Node, node)
                && IsCarriedOn(tree, node, leaf);
            if (!isValid)
            {
                throw new MlsException(MlsError.UnmergedLeavesInvalid);
            }

            previous = leaf;
        }
    }

    private static bool IsCarriedOn(RatchetTree tree, NodeIndex node, LeafIndex leaf)
    {
        for (var below = TreeMath.ChildTowards(node, leaf); !below.IsLeaf; below = TreeMath.ChildTowards(below, leaf))
        {
            if (tree.Parent(below) is { } parent && !parent.UnmergedLeaves.Contains(leaf))
            {
                return false;
            }
        }

        return true;
    }

    private static void RequireLink(CipherSuite suite, RatchetTree tree, NodeIndex node)
    {
        if (!tree.IsBlank(node) && !ParentHash.IsLinkedFromBelow(suite, tree, node))
        {
            throw new MlsException(MlsError.ParentHashInvalid);
        }
    }
}
