using System.Security.Cryptography;
using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Tree;

/// <summary>Making, applying and opening UpdatePaths (RFC 9420 §7.4 to §7.6). Trees given here are the caller's working copies.</summary>
internal static class TreeKem
{
    private const string Label = "UpdatePathNode";

    /// <summary>Puts fresh keys on the filtered direct path of a leaf and signs the new leaf.</summary>
    internal static FreshPath CreatePath(RatchetTree tree, LeafIndex own, SignatureKeyPair key, ReadOnlySpan<byte> groupId)
    {
        var suite = key.Suite;
        var nodes = tree.FilteredDirectPath(own);
        using var custody = new Custody();
        var secrets = custody.Hold(new PathSecrets(suite, Secret.Random(suite, suite.HashBytes), nodes.Count));
        var pairs = Enumerable.Range(0, nodes.Count).Select(i => custody.Hold(PathSecrets.NodeKeyPair(suite, secrets[i]))).ToList();
        SetPath(tree, own, nodes, [.. pairs.Select(pair => pair.PublicKey)]);
        var parentHash = ParentHash.SetAlongPath(suite, tree, own, nodes);
        var leafPair = custody.Hold(HpkeKeyPair.Generate(suite));
        var old = tree.Leaf(own) ?? throw new InvalidOperationException("the committer has a leaf");
        var leaf = old with
        {
            EncryptionKey = leafPair.PublicKey,
            Source = LeafNodeSource.Commit,
            Lifetime = null,
            ParentHash = parentHash,
        };
        leaf = leaf.Sign(key, groupId, own);
        tree.Set(own.Node, leaf);
        return custody.Release(
            new FreshPath { Leaf = own, LeafNode = leaf, LeafPair = leafPair, Nodes = nodes, Secrets = secrets, Pairs = pairs });
    }

    /// <summary>Seals each path secret to the copath resolution, without the leaves that the same commit adds.</summary>
    internal static UpdatePath SealPath(
        CipherSuite suite, RatchetTree tree, FreshPath path, ReadOnlySpan<byte> groupContext, IReadOnlyCollection<LeafIndex> added)
    {
        var info = Labels.EncryptContext(suite, Label, groupContext);
        var nodes = new List<UpdatePathNode>();
        for (var i = 0; i < path.Nodes.Count; i++)
        {
            var sealedSecrets = new List<HpkeCiphertext>();
            foreach (var recipient in Recipients(tree, path.Nodes[i], path.Leaf, added))
            {
                var publicKey = tree.EncryptionKey(recipient).Span;
                sealedSecrets.Add(Hpke.SealTo(suite, publicKey, info, [], path.Secrets[i].Bytes));
            }

            nodes.Add(new UpdatePathNode(path.Pairs[i].PublicKey, sealedSecrets));
        }

        return new UpdatePath(path.LeafNode, nodes);
    }

    /// <summary>Puts the public half of a received path into the tree (RFC 9420 §7.5) and checks its shape and parent hash.</summary>
    internal static void ApplyPath(
        CipherSuite suite, RatchetTree tree, LeafIndex sender, UpdatePath path, IReadOnlyCollection<LeafIndex> added)
    {
        var nodes = tree.FilteredDirectPath(sender);
        UpdatePathRules.RequireShape(tree, sender, path, nodes, added);
        UpdatePathRules.RequireKeys(suite, path);
        SetPath(tree, sender, nodes, [.. path.Nodes.Select(node => node.EncryptionKey)]);
        var parentHash = ParentHash.SetAlongPath(suite, tree, sender, nodes);
        UpdatePathRules.RequireParentHash(path.LeafNode, parentHash);
        tree.Set(sender.Node, path.LeafNode);
    }

    /// <summary>
    /// Opens the path secret sealed to this member and derives the rest. The new pairs go into <paramref name="privateTree"/>,
    /// which holds only keys that stand in the tree; the secrets are the caller's.
    /// </summary>
    internal static PathSecrets OpenPath(PathOpening opening, UpdatePath path, PrivateTree privateTree)
    {
        var (suite, tree) = (opening.Suite, opening.Tree);
        var nodes = tree.FilteredDirectPath(opening.Sender);
        var common = nodes.FindIndex(node => TreeMath.IsBelow(opening.Own.Node, node));
        var recipients = Recipients(tree, nodes[common], opening.Sender, opening.Added);
        var place = recipients.FindIndex(privateTree.Has);
        if (place < 0)
        {
            throw new MlsException(MlsError.PathSecretMismatch);
        }

        var ciphertext = path.Nodes[common].EncryptedPathSecrets[place];
        var first = Labels.DecryptWithLabel(suite, privateTree[recipients[place]], Label, opening.GroupContext.Span, ciphertext);
        using var custody = new Custody();
        var secrets = custody.Hold(new PathSecrets(suite, TakeSecret(suite, first), nodes.Count - common));
        StoreSecrets(suite, tree, [.. nodes.Skip(common)], secrets, privateTree);
        return custody.Release(secrets);
    }

    /// <summary>Stores the pairs of path secrets whose nodes are given; each must be the tree's (RFC 9420 §12.4.3.1).</summary>
    internal static void StoreSecrets(
        CipherSuite suite, RatchetTree tree, IReadOnlyList<NodeIndex> nodes, PathSecrets secrets, PrivateTree privateTree)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            var pair = PathSecrets.NodeKeyPair(suite, secrets[i]);
            if (tree.IsBlank(nodes[i]) || !tree.EncryptionKey(nodes[i]).Span.SequenceEqual(pair.PublicKey.Span))
            {
                pair.Dispose();
                throw new MlsException(MlsError.PathSecretMismatch);
            }

            privateTree.Set(nodes[i], pair);
        }
    }

    /// <summary>The nodes a path secret is sealed to.</summary>
    internal static List<NodeIndex> Recipients(
        RatchetTree tree, NodeIndex node, LeafIndex sender, IReadOnlyCollection<LeafIndex> added)
    {
        var recipients = tree.Resolution(TreeMath.ChildAwayFrom(node, sender));
        _ = recipients.RemoveAll(recipient => recipient.IsLeaf && added.Contains(recipient.Leaf));
        return recipients;
    }

    private static Secret TakeSecret(CipherSuite suite, byte[] bytes)
    {
        using var opened = new Secret(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        UpdatePathRules.RequireSecret(suite, opened);
        return opened.Copy();
    }

    private static void SetPath(
        RatchetTree tree, LeafIndex leaf, List<NodeIndex> nodes, IReadOnlyList<ReadOnlyMemory<byte>> publicKeys)
    {
        tree.BlankDirectPath(leaf);
        for (var i = 0; i < nodes.Count; i++)
        {
            tree.Set(nodes[i], new ParentNode(publicKeys[i], ReadOnlyMemory<byte>.Empty, []));
        }
    }
}
