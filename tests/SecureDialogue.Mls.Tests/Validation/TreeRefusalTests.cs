using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Validation;

public sealed class TreeRefusalTests
{
    private readonly TestGroup _group;
    private readonly RatchetTree _tree;

    public TreeRefusalTests()
    {
        _group = TestGroup.OfSize(4);
        foreach (var member in _group.Members.ToArray())
        {
            _ = _group.Commit(member, [], []);
        }

        _ = _group.Commit(_group.Members[0], [new TestClient("late")], []);
        _tree = _group.Members[0].Group.State.Tree.Copy();
        Check();
    }

    [Fact]
    public void The_size_of_an_encoded_tree_is_checked()
    {
        var encoded = RatchetTreeExtension.Create(_tree).Data.ToArray();
        Assert.Equal(_tree.LeafCount, RatchetTreeExtension.Decode(encoded).LeafCount);
        Acceptance.OfBytes("tree", encoded);

        Refusal.OfBytes(MlsError.TreeSizeInvalid, "tree", [0]);
        Refusal.OfBytes(MlsError.TreeSizeInvalid, "tree", [1, 0]);
        Refusal.OfBytes(MlsError.TreeSizeInvalid, "tree", [2, 0, 0]);
    }

    [Fact]
    public void A_parent_at_the_place_of_a_leaf_is_refused()
    {
        byte[] parent = [1, 2, 0, 0, 0];
        Acceptance.OfTree("tree", _tree);

        Refusal.OfBytes(MlsError.TreeNodeMisplaced, "tree", [(byte)parent.Length, .. parent]);
    }

    [Theory]
    [InlineData(0u, 0u)]
    [InlineData(1u, 0u)]
    [InlineData(7u)]
    [InlineData(99u)]
    [InlineData(0u)]
    [InlineData(4u)]
    public void Unmerged_leaves_are_sorted_occupied_below_and_carried_on(params uint[] leaves)
    {
        Check();
        var root = _tree.Parent(_tree.Root) ?? _tree.Parent(new NodeIndex(3))!;
        var node = _tree.Parent(_tree.Root) is null ? new NodeIndex(3) : _tree.Root;

        _tree.Set(node, root with { UnmergedLeaves = [.. leaves.Select(leaf => new LeafIndex(leaf))] });

        Refusal.OfTree(MlsError.UnmergedLeavesInvalid, "parents", _tree);
    }

    [Fact]
    public void A_blank_leaf_is_not_unmerged()
    {
        Check();
        _tree.Set(new NodeIndex(1), null);
        _tree.Set(new NodeIndex(2), null);
        var node = new NodeIndex(3);

        _tree.Set(node, _tree.Parent(node)! with { UnmergedLeaves = [new LeafIndex(1)] });

        Refusal.OfTree(MlsError.UnmergedLeavesInvalid, "parents", _tree);
    }

    [Fact]
    public void A_leaf_from_elsewhere_is_not_unmerged()
    {
        Check();
        _tree.Set(new NodeIndex(5), null);
        var node = new NodeIndex(3);

        _tree.Set(node, _tree.Parent(node)! with { UnmergedLeaves = [new LeafIndex(4)] });

        Refusal.OfTree(MlsError.UnmergedLeavesInvalid, "parents", _tree);
    }

    [Fact]
    public void A_parent_hash_that_links_nothing_is_refused()
    {
        Check();
        var node = new NodeIndex(3);
        _tree.Set(node, _tree.Parent(node)! with { ParentHash = new byte[32], EncryptionKey = new byte[32] });

        Refusal.OfTree(MlsError.ParentHashInvalid, "parents", _tree);
    }

    [Fact]
    public void An_inner_key_of_another_length_is_refused()
    {
        Check();
        var node = new NodeIndex(3);
        _tree.Set(node, _tree.Parent(node)! with { EncryptionKey = new byte[5] });

        Refusal.OfTree(MlsError.PublicKeyInvalid, "parents", _tree);
    }

    [Fact]
    public void No_key_stands_twice()
    {
        var (first, second) = (_tree.Leaf(new LeafIndex(0))!, _tree.Leaf(new LeafIndex(1))!);
        Acceptance.OfTree("keys", _tree);

        _tree.Set(new NodeIndex(2), second with { EncryptionKey = first.EncryptionKey });
        Refusal.OfTree(MlsError.EncryptionKeyNotUnique, "keys", _tree);
        _tree.Set(new NodeIndex(2), second with { EncryptionKey = _tree.Parent(new NodeIndex(3))!.EncryptionKey });
        Refusal.OfTree(MlsError.EncryptionKeyNotUnique, "keys", _tree);
        _tree.Set(new NodeIndex(2), second with { SignatureKey = first.SignatureKey });
        Refusal.OfTree(MlsError.SignatureKeyNotUnique, "keys", _tree);
    }

    [Fact]
    public void Every_member_supports_every_credential_type_in_use()
    {
        Acceptance.OfTree("credentials", _tree);
        var second = _tree.Leaf(new LeafIndex(1))!;

        _tree.Set(new NodeIndex(2), second with { Credential = new OpaqueCredential(CredentialType.X509, default) });

        Refusal.OfTree(MlsError.CredentialTypeNotSupported, "credentials", _tree);
    }

    private void Check() => Acceptance.OfTree("parents", _tree);
}
