using System.Text.Json;
using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Proposals;
using SecureDialogue.Mls.Tree;
using Xunit.Abstractions;

namespace SecureDialogue.Mls.Tests.Vectors;

public sealed class TreeVectorTests(ITestOutputHelper output)
{
    [VectorFact]
    public void Proposals_change_the_tree_as_expected() => VectorRun.Suites(
        output,
        "tree-operations",
        (item, suite) =>
        {
            var tree = RatchetTreeExtension.Decode(item.Hex("tree_before"));
            Assert.Equal(item.Hex("tree_hash_before"), TreeHash.Compute(suite, tree));

            var proposal = TlsEncoding.Decode(item.Hex("proposal"), Proposal.Read);
            _ = ProposalApplier.Apply(tree, [proposal], new LeafIndex(item.UInt("proposal_sender")));

            Assert.Equal(item.Hex("tree_after"), RatchetTreeExtension.Create(tree).Data.ToArray());
            Assert.Equal(item.Hex("tree_hash_after"), TreeHash.Compute(suite, tree));
        },
        1);

    [VectorFact]
    public void Valid_trees_are_accepted() => VectorRun.Suites(output, "tree-validation", (item, suite) =>
    {
        var tree = RatchetTreeExtension.Decode(item.Hex("tree"));
        var (hashes, resolutions) = (item.GetProperty("tree_hashes"), item.GetProperty("resolutions"));
        for (uint i = 0; i < tree.NodeCount; i++)
        {
            var node = new NodeIndex(i);
            Assert.Equal(hashes[(int)i].Bytes(), TreeHash.Compute(suite, tree, node));
            Assert.Equal(
                resolutions[(int)i].EnumerateArray().Select(value => value.GetUInt32()),
                tree.Resolution(node).Select(resolved => resolved.Value));
        }

        RatchetTreeRules.RequireValidParents(suite, tree);
        RatchetTreeRules.RequireUniqueKeys(tree);
        foreach (var index in tree.OccupiedLeaves())
        {
            Assert.True(tree.Leaf(index)!.HasValidSignature(suite, item.Hex("group_id"), index));
        }
    });

    [VectorFact]
    public void Update_paths_reach_every_leaf() => VectorRun.Suites(output, "treekem", (item, suite) =>
    {
        var tree = RatchetTreeExtension.Decode(item.Hex("ratchet_tree"));
        var leaves = item.GetProperty("leaves_private").EnumerateArray().ToList();
        foreach (var given in item.GetProperty("update_paths").EnumerateArray())
        {
            var sender = new LeafIndex(given.UInt("sender"));
            var path = TlsEncoding.Decode(given.Hex("update_path"), UpdatePath.Read);
            var after = tree.Copy();
            Assert.True(path.LeafNode.HasValidSignature(suite, item.Hex("group_id"), sender));
            TreeKem.ApplyPath(suite, after, sender, path, []);
            Assert.Equal(given.Hex("tree_hash_after"), TreeHash.Compute(suite, after));
            var expected = given.GetProperty("path_secrets");
            var commitSecret = given.Hex("commit_secret");
            ReceiveByAll(item, suite, after, path, sender, leaf => expected[(int)leaf].Bytes(), commitSecret);
        }

        foreach (var leaf in leaves)
        {
            var sender = new LeafIndex(leaf.UInt("index"));
            using var key = SignatureKeyPair.FromPrivateKey(suite, leaf.Hex("signature_priv"));
            var after = tree.Copy();
            using var fresh = TreeKem.CreatePath(after, sender, key, item.Hex("group_id"));
            var path = TreeKem.SealPath(suite, after, fresh, Context(item, suite, after), []);
            var received = tree.Copy();
            TreeKem.ApplyPath(suite, received, sender, path, []);
            Assert.Equal(TreeHash.Compute(suite, after), TreeHash.Compute(suite, received));
            ReceiveByAll(
                item, suite, received, path, sender, other => fresh.SecretFor(new LeafIndex(other))!.Bytes.ToArray(), fresh.Secrets.CommitSecret.Bytes.ToArray());
        }
    });

    private static void ReceiveByAll(
        JsonElement item, CipherSuite suite, RatchetTree after, UpdatePath path, LeafIndex sender, Func<uint, byte[]> pathSecret, byte[] commitSecret)
    {
        var before = RatchetTreeExtension.Decode(item.Hex("ratchet_tree"));
        foreach (var leaf in item.GetProperty("leaves_private").EnumerateArray())
        {
            var own = new LeafIndex(leaf.UInt("index"));
            if (own == sender)
            {
                continue;
            }

            using var all = KeysOf(leaf, suite, before);
            using var keys = all.CopyFor(after);
            using var secrets = TreeKem.OpenPath(new PathOpening(suite, after, own, sender, Context(item, suite, after), []), path, keys);
            Assert.Equal(pathSecret(own.Value), secrets[0].Bytes.ToArray());
            Assert.Equal(commitSecret, secrets.CommitSecret.Bytes.ToArray());
        }
    }

    private static PrivateTree KeysOf(JsonElement leaf, CipherSuite suite, RatchetTree tree)
    {
        var keys = new PrivateTree();
        var own = new LeafIndex(leaf.UInt("index")).Node;
        keys.Set(own, HpkeKeyPair.FromPrivateKey(suite, leaf.Hex("encryption_priv")));
        Assert.Equal(tree.EncryptionKey(own).ToArray(), keys[own].PublicKey.ToArray());
        foreach (var given in leaf.GetProperty("path_secrets").EnumerateArray())
        {
            var node = new NodeIndex(given.UInt("node"));
            using var secret = given.Secret("path_secret");
            keys.Set(node, PathSecrets.NodeKeyPair(suite, secret));
            Assert.Equal(tree.EncryptionKey(node).ToArray(), keys[node].PublicKey.ToArray());
        }

        return keys;
    }

    private static byte[] Context(JsonElement item, CipherSuite suite, RatchetTree after) => TlsEncoding.Encode(new GroupContext
    {
        CipherSuite = suite.Id,
        GroupId = item.Hex("group_id"),
        Epoch = item.GetProperty("epoch").GetUInt64(),
        TreeHash = TreeHash.Compute(suite, after),
        ConfirmedTranscriptHash = item.Hex("confirmed_transcript_hash"),
        Extensions = [],
    });
}
