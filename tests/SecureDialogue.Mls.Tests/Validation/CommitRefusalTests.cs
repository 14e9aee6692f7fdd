using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Validation;

public sealed class CommitRefusalTests
{
    private readonly TestClient _alice = new("alice");
    private readonly TestClient _bob = new("bob");
    private readonly TestClient _carol = new("carol");
    private readonly TestClient _dave = new("dave");

    public CommitRefusalTests() => _ = TestGroup.Of(_alice, _bob, _carol);

    private Proposal RemoveCarol => new Proposal.Remove(_carol.Group.OwnLeaf);

    private Proposal AddDave => new Proposal.Add(_dave.KeyPackage);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_good_commit_is_accepted_in_both_framings(bool isPublic)
    {
        Accepts(new ForgedCommit(_alice) { IsPublic = isPublic });
        Accepts(new ForgedCommit(_alice, RemoveCarol, AddDave) { IsPublic = isPublic });
        Accepts(new ForgedCommit(_alice, AddDave) { IsPublic = isPublic, HasPath = false });
        Refuses(MlsError.ConfirmationTagInvalid, new ForgedCommit(_alice) { IsPublic = isPublic, Tag = _ => new byte[32] });
    }

    [Fact]
    public void The_list_holds_inline_adds_and_removes_that_make_sense()
    {
        RefusesList(MlsError.ProposalNotSupported, new ProposalOrRef.ByReference(new byte[32]));
        RefusesList(MlsError.ProposalNotSupported, ByValue(new Proposal.Update(_alice.KeyPackage.LeafNode)));
        RefusesList(MlsError.ProposalNotSupported, ByValue(new Proposal.GroupContextExtensions([])));
        RefusesList(MlsError.CommitterRemoved, ByValue(new Proposal.Remove(_alice.Group.OwnLeaf)));
        RefusesList(MlsError.RemovedLeafUnknown, ByValue(new Proposal.Remove(new LeafIndex(3))));
        RefusesList(MlsError.RemovedLeafUnknown, ByValue(new Proposal.Remove(new LeafIndex(uint.MaxValue))));
        RefusesList(MlsError.RemoveDuplicate, ByValue(RemoveCarol), ByValue(RemoveCarol));
        Accepts(new ForgedCommit(_alice, RemoveCarol, AddDave));
    }

    [Fact]
    public void Only_adds_may_come_without_a_path()
    {
        Accepts(new ForgedCommit(_alice, AddDave) { HasPath = false });

        Refuses(MlsError.PathMissing, new ForgedCommit(_alice) { HasPath = false });
        Refuses(MlsError.PathMissing, new ForgedCommit(_alice, RemoveCarol) { HasPath = false });
        Refuses(MlsError.PathMissing, new ForgedCommit(_alice, AddDave, RemoveCarol) { HasPath = false });
    }

    [Fact]
    public void A_path_has_a_node_for_each_level_and_a_ciphertext_for_each_recipient()
    {
        Refuses(MlsError.PathShapeWrong, new ForgedCommit(_alice) { Path = path => path with { Nodes = [.. path.Nodes.Skip(1)] } });
        Refuses(MlsError.PathShapeWrong, new ForgedCommit(_alice) { Path = path => path with { Nodes = [.. path.Nodes, path.Nodes[0]] } });
        Refuses(
            MlsError.PathShapeWrong,
            new ForgedCommit(_alice) { Path = path => path with { Nodes = [.. path.Nodes.Select(node => node with { EncryptedPathSecrets = [] })] } });
        Refuses(
            MlsError.PublicKeyInvalid,
            new ForgedCommit(_alice) { Path = path => path with { Nodes = [.. path.Nodes.Select(node => node with { EncryptionKey = new byte[1] })] } });
        Accepts(new ForgedCommit(_alice));
    }

    [Fact]
    public void A_path_leaf_is_new_signed_and_linked()
    {
        var forged = new ForgedCommit(_alice);
        var old = _alice.Group.State.Tree.Leaf(_alice.Group.OwnLeaf)!;

        Refuses(MlsError.PathKeyUnchanged, forged with { Path = forged.Leaf(leaf => leaf with { EncryptionKey = old.EncryptionKey }) });
        Refuses(MlsError.ParentHashInvalid, forged with { Path = forged.Leaf(leaf => leaf with { ParentHash = new byte[32] }) });
        Refuses(MlsError.LeafSourceWrong, forged with { Path = forged.Leaf(leaf => leaf with { Source = LeafNodeSource.Update }) });
        Refuses(MlsError.LeafSignatureInvalid, forged with { Path = path => path with { LeafNode = path.LeafNode with { Signature = new byte[64] } } });
        Refuses(
            MlsError.EncryptionKeyNotUnique,
            forged with { Path = forged.Leaf(leaf => leaf with { EncryptionKey = _carol.KeyPackage.LeafNode.EncryptionKey }) });
        Accepts(forged);
    }

    [Fact]
    public void A_path_brings_no_key_to_which_nothing_can_be_sealed()
    {
        var forged = new ForgedCommit(_alice);

        Refuses(MlsError.PublicKeyInvalid, forged with { Path = forged.Leaf(leaf => leaf with { EncryptionKey = new byte[32] }) });
        Refuses(
            MlsError.PublicKeyInvalid,
            forged with { Path = path => path with { Nodes = [.. path.Nodes.Select(node => node with { EncryptionKey = new byte[32] })] } });
        Accepts(forged);
    }

    [Fact]
    public void A_path_brings_no_key_of_a_node_it_replaces()
    {
        var group = TestGroup.OfSize(2);
        var (alice, bob) = (group.Members[0], group.Members[1]);
        _ = group.Commit(alice, [], []);
        var root = alice.Group.State.Tree.EncryptionKey(alice.Group.State.Tree.Root);
        var forged = new ForgedCommit(alice);

        Refusal.Of(MlsError.EncryptionKeyNotUnique, bob.Group, (forged with { Path = forged.Leaf(leaf => leaf with { EncryptionKey = root }) }).Encode());
        Refusal.Of(
            MlsError.EncryptionKeyNotUnique,
            bob.Group,
            (forged with { Path = path => path with { Nodes = [path.Nodes[0] with { EncryptionKey = root }] } }).Encode());
        bob.Takes<CommitReceived>(forged.Encode()).Staged.Dispose();
    }

    [Fact]
    public void A_path_secret_gives_the_keys_of_the_path()
    {
        using var other = HpkeKeyPair.Generate(_alice.Suite);
        var sealedToNobody = Hpke.Seal(_alice.Suite, other.PublicKey.Span, [], [], new byte[32]);

        Refuses(
            MlsError.DecryptionFailed,
            new ForgedCommit(_alice)
            {
                Path = path => path with { Nodes = [.. path.Nodes.Select(node => node with { EncryptedPathSecrets = [.. node.EncryptedPathSecrets.Select(_ => sealedToNobody)] })] },
            });
        Refuses(MlsError.PathSecretMismatch, new ForgedCommit(_alice) { Path = SealOther(32) });
        Refuses(MlsError.PathSecretMismatch, new ForgedCommit(_alice) { Path = SealOther(5) });
        Accepts(new ForgedCommit(_alice));
    }

    [Fact]
    public void Added_leaves_are_checked_like_key_packages_and_against_the_tree()
    {
        var twin = new TestClient("twin") { SignatureKey = _bob.SignatureKey };
        (twin.KeyPackage, twin.Secrets) = twin.NewKeyPackage(_dave.KeyPackage.LeafNode.Capabilities, []);

        Refuses(MlsError.KeyPackageSignatureInvalid, new ForgedCommit(_alice, new Proposal.Add(_dave.KeyPackage with { Signature = new byte[64] })));
        Refuses(MlsError.SignatureKeyNotUnique, new ForgedCommit(_alice, new Proposal.Add(twin.KeyPackage)));
        Refuses(MlsError.EncryptionKeyNotUnique, new ForgedCommit(_alice, AddDave, AddDave));
        Accepts(new ForgedCommit(_alice, AddDave));
    }

    [Fact]
    public void A_key_that_somebody_else_in_the_tree_has_is_not_added()
    {
        var (package, _) = _dave.NewKeyPackage(_dave.KeyPackage.LeafNode.Capabilities, []);
        var leaf = (package.LeafNode with { EncryptionKey = _carol.Group.State.Tree.Leaf(_carol.Group.OwnLeaf)!.EncryptionKey }).Sign(_dave.SignatureKey, [], default);
        var stolen = (package with { LeafNode = leaf }).Sign(_dave.SignatureKey);

        Refuses(MlsError.EncryptionKeyNotUnique, new ForgedCommit(_alice, new Proposal.Add(stolen)));
        Refusal.OfOwn(MlsError.EncryptionKeyNotUnique, _alice.Group, () => _alice.Group.CreateCommit(new CommitRequest { Adds = [stolen] }));
        Refusal.OfOwn(MlsError.EncryptionKeyNotUnique, _alice.Group, () => _alice.Group.CreateCommit(new CommitRequest { Adds = [package, package] }));
        Accepts(new ForgedCommit(_alice, new Proposal.Add(package)));
    }

    [Fact]
    public void Added_and_path_leaves_can_what_the_group_requires()
    {
        var type = new ExtensionType(0xf0d0);
        var (alice, bob) = (new TestClient("alice"), new TestClient("bob"));
        var able = Capabilities.Of(alice.Suite, [type]);
        alice.Creates(able, new RequiredCapabilities([type], [], []).ToExtension());
        (bob.KeyPackage, bob.Secrets) = bob.NewKeyPackage(able, []);
        var added = alice.Group.CreateCommit(new CommitRequest { Adds = [bob.KeyPackage] });
        alice.Group.Merge(added.Staged);
        bob.Joins(added.Welcome!.Value);
        var forged = new ForgedCommit(alice);

        Refusal.Of(MlsError.RequiredCapabilitiesNotMet, bob.Group, new ForgedCommit(alice, AddDave).Encode());
        Refusal.Of(
            MlsError.RequiredCapabilitiesNotMet,
            bob.Group,
            (forged with { Path = forged.Leaf(leaf => leaf with { Capabilities = _dave.KeyPackage.LeafNode.Capabilities }) }).Encode());
        Refusal.OfOwn(MlsError.RequiredCapabilitiesNotMet, alice.Group, () => alice.Group.CreateCommit(new CommitRequest { Adds = [_dave.KeyPackage] }));
        bob.Takes<CommitReceived>(forged.Encode()).Staged.Dispose();
    }

    [Fact]
    public void A_leaf_whose_credential_type_others_do_not_know_is_refused()
    {
        var can = _dave.KeyPackage.LeafNode.Capabilities with { Credentials = [CredentialType.Basic, CredentialType.X509] };
        var (package, _) = KeyPackage.Create(
            _dave.Suite, new OpaqueCredential(CredentialType.X509, new byte[] { 0 }), _dave.SignatureKey, can, TestClient.Always, [], []);

        Refuses(MlsError.CredentialTypeNotSupported, new ForgedCommit(_alice, new Proposal.Add(package)));
        Accepts(new ForgedCommit(_alice, new Proposal.Add(_dave.NewKeyPackage(can, []).KeyPackage)));
    }

    [Fact]
    public void Added_and_path_leaves_are_judged()
    {
        Refusal.Of(MlsError.CredentialRefused, _bob.Group, new ForgedCommit(_alice, AddDave).Encode(), new RefuseNamed("dave"));
        Refusal.Of(MlsError.CredentialRefused, _bob.Group, new ForgedCommit(_alice).Encode(), new RefuseNamed("alice"));
        _bob.Takes<CommitReceived>(new ForgedCommit(_alice, AddDave).Encode(), TestClient.MembersOnly with { Validator = new RefuseNamed("carol") }).Staged.Dispose();
    }

    [Fact]
    public void Removing_oneself_or_nobody_is_the_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => _alice.Group.CreateCommit(new CommitRequest { Removes = [_alice.Group.OwnLeaf] }));
        Assert.Throws<ArgumentException>(() => _alice.Group.CreateCommit(new CommitRequest { Removes = [new LeafIndex(3)] }));
        Assert.Throws<ArgumentException>(() => _alice.Group.CreateCommit(new CommitRequest { Removes = [new LeafIndex(1), new LeafIndex(1)] }));
    }

    private static ProposalOrRef.ByValue ByValue(Proposal proposal) => new ProposalOrRef.ByValue(proposal);

    // Seals another path secret to everyone, under the context in which they open it.
    private Func<UpdatePath, UpdatePath> SealOther(int length) => path =>
    {
        var state = _alice.Group.State;
        var tree = state.Tree.Copy();
        TreeKem.ApplyPath(state.Suite, tree, state.Own, path, []);
        var context = Codec.TlsEncoding.Encode(state.ProvisionalContext(tree));
        var nodes = tree.FilteredDirectPath(state.Own).Zip(path.Nodes, (place, node) => node with
        {
            EncryptedPathSecrets = [.. TreeKem.Recipients(tree, place, state.Own, []).Select(recipient =>
                Labels.EncryptWithLabel(state.Suite, tree.EncryptionKey(recipient).Span, "UpdatePathNode", context, new byte[length]))],
        });
        return path with { Nodes = [.. nodes] };
    };

    private void Accepts(ForgedCommit commit)
    {
        var before = _bob.Group.Save();
        using var staged = _bob.Takes<CommitReceived>(commit.Encode(), TestClient.MembersOnly).Staged;
        Assert.Equal(_bob.Group.Epoch + 1, staged.Epoch);
        Assert.Equal(before, _bob.Group.Save());
    }

    private void Refuses(MlsError error, ForgedCommit commit) => Refusal.Of(error, _bob.Group, commit.Encode());

    private void RefusesList(MlsError error, params ProposalOrRef[] list) =>
        Refusal.Of(error, _bob.Group, ForgedCommit.OfList(_alice, list));
}
