using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Tree;

/// <summary>Refusals of UpdatePaths (RFC 9420 §7.5, §7.6, §12.4.2).</summary>
internal static class UpdatePathRules
{
    /// <summary>One node for each of the filtered direct path, one ciphertext for each recipient.</summary>
    internal static void RequireShape(
        RatchetTree tree, LeafIndex sender, UpdatePath path, List<NodeIndex> nodes, IReadOnlyCollection<LeafIndex> added)
    {
        if (path.Nodes.Count != nodes.Count)
        {
            throw new MlsException(MlsError.PathShapeWrong);
        }

        for (var i = 0; i < nodes.Count; i++)
        {
            if (path.Nodes[i].EncryptedPathSecrets.Count != TreeKem.Recipients(tree, nodes[i], sender, added).Count)
            {
                throw new MlsException(MlsError.PathShapeWrong);
            }
        }
    }

    internal static void RequireKeys(CipherSuite suite, UpdatePath path)
    {
        if (!path.Nodes.All(node => suite.Crypto.IsKemPublicKey(suite, node.EncryptionKey.Span)))
        {
            throw new MlsException(MlsError.PublicKeyInvalid);
        }
    }

    /// <summary>A path secret has the length of a hash (§7.4).</summary>
    internal static void RequireSecret(CipherSuite suite, Secret pathSecret)
    {
        if (pathSecret.Length != suite.HashBytes)
        {
            throw new MlsException(MlsError.PathSecretMismatch);
        }
    }

    internal static void RequireParentHash(LeafNode leaf, ReadOnlySpan<byte> parentHash)
    {
        if (!leaf.ParentHash.Span.SequenceEqual(parentHash))
        {
            throw new MlsException(MlsError.ParentHashInvalid);
        }
    }

    /// <summary>
    /// No key of the path stands in the tree the proposals gave, those it is about to replace included (§12.4.2). A joiner's leaf is
    /// in the tree already and is not compared with itself.
    /// </summary>
    internal static void RequireUnusedKeys(RatchetTree tree, UpdatePath path)
    {
        var brought = new HashSet<ReadOnlyMemory<byte>>(KeyComparer.Instance) { path.LeafNode.EncryptionKey };
        brought.UnionWith(path.Nodes.Select(node => node.EncryptionKey));
        for (uint i = 0; i < tree.NodeCount; i++)
        {
            var node = new NodeIndex(i);
            if (!tree.IsBlank(node) && !ReferenceEquals(tree.Node(node), path.LeafNode) && brought.Contains(tree.EncryptionKey(node)))
            {
                throw new MlsException(MlsError.EncryptionKeyNotUnique);
            }
        }
    }

    internal static void RequireNewKey(LeafNode old, LeafNode leaf)
    {
        if (old.EncryptionKey.Span.SequenceEqual(leaf.EncryptionKey.Span))
        {
            throw new MlsException(MlsError.PathKeyUnchanged);
        }
    }
}
