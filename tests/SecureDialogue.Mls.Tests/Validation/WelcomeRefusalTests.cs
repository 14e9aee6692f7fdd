using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Validation;

public sealed class WelcomeRefusalTests
{
    private readonly TestClient _alice = new("alice");
    private readonly TestClient _bob = new("bob");
    private readonly TestClient _carol = new("carol");
    private readonly byte[] _good;

    public WelcomeRefusalTests()
    {
        _good = TestGroup.Of(_alice, _carol).Commit(_alice, [_bob], [], forcePath: true).Welcome!.Value.ToArray();
        Accepts(_good);
        Accepts(Signed.Seal());
    }

    private ForgedWelcome Forged => new(_good, _bob);

    private ForgedWelcome Signed => Forged with { Signer = _alice.SignatureKey };

    [Fact]
    public void A_welcome_names_the_key_package_and_its_suite()
    {
        var welcome = MlsMessage.Decode<Welcome>(_good);

        Refuses(MlsError.WelcomeNotForKeyPackage, Encode(welcome with { Secrets = [] }));
        Refuses(MlsError.WelcomeSuiteMismatch, Encode(welcome with { CipherSuite = CipherSuiteId.X25519Aes128GcmSha256Ed25519 }));
        Refuses(MlsError.DecryptionFailed, Encode(welcome with { EncryptedGroupInfo = new byte[40] }));
        Refuses(
            MlsError.WelcomeSuiteMismatch,
            (Signed with { Info = info => info with { Context = info.Context with { CipherSuite = (CipherSuiteId)9 } } }).Seal());
        Accepts(_good);
    }

    [Fact]
    public void The_group_info_is_signed_by_a_member()
    {
        Accepts(Signed.Seal());

        Refuses(MlsError.GroupInfoSignatureInvalid, (Forged with { Info = info => info with { Signature = new byte[64] } }).Seal());
        Refuses(MlsError.GroupInfoSignatureInvalid, (Forged with { Signer = _bob.SignatureKey }).Seal());
        Refuses(MlsError.GroupInfoSignerUnknown, (Signed with { Info = info => info with { Signer = new LeafIndex(3) } }).Seal());
        Refuses(MlsError.GroupInfoSignerUnknown, (Signed with { Info = info => info with { Signer = new LeafIndex(uint.MaxValue) } }).Seal());
    }

    [Fact]
    public void The_tree_is_there_and_is_the_groups()
    {
        var beside = Signed with { Info = info => info with { Extensions = [] } };
        var tree = _alice.Group.State.EncodedTree.ToArray();
        Accepts(beside.Seal(), new JoinOptions { Validator = AcceptAll.Instance, RatchetTree = tree });

        Refuses(MlsError.TreeMissing, beside.Seal());
        Refuses(
            MlsError.TreeHashMismatch,
            (Signed with { Info = info => info with { Context = info.Context with { TreeHash = new byte[32] } } }).Seal());
    }

    [Fact]
    public void The_parents_of_the_tree_are_linked()
    {
        var tree = _alice.Group.State.Tree.Copy();
        var root = tree.Parent(tree.Root)!;
        tree.Set(tree.Root, root with { EncryptionKey = _bob.KeyPackage.InitKey });

        Refuses(MlsError.ParentHashInvalid, (Signed with { Info = info => WithTree(info, tree) }).Seal());
        Accepts(Signed.Seal());
    }

    [Fact]
    public void The_leaves_of_the_tree_are_signed_and_have_keys_of_their_own()
    {
        var carol = _alice.Group.State.Tree.Leaf(new LeafIndex(1))!;
        var stolen = _alice.Group.State.Tree.Leaf(new LeafIndex(0))!.EncryptionKey;

        Refuses(MlsError.LeafSignatureInvalid, WithSecondLeaf(carol with { Signature = new byte[64] }));
        Refuses(MlsError.EncryptionKeyNotUnique, WithSecondLeaf(carol with { EncryptionKey = stolen }));
        Refuses(MlsError.CredentialTypeNotSupported, WithSecondLeaf(WithOtherCredential(carol).Sign(_carol.SignatureKey, [], default)));
        Refuses(MlsError.ConfirmationTagInvalid, WithSecondLeaf(carol));
        Accepts(Signed.Seal());

        static LeafNode WithOtherCredential(LeafNode leaf) => leaf with
        {
            Credential = new OpaqueCredential(CredentialType.X509, default),
            Capabilities = leaf.Capabilities with { Credentials = [CredentialType.Basic, CredentialType.X509] },
        };

        // Without parents, whose links would be the first thing that is wrong.
        byte[] WithSecondLeaf(LeafNode leaf)
        {
            var tree = _alice.Group.State.Tree.Copy();
            foreach (var index in tree.OccupiedLeaves().ToArray())
            {
                tree.BlankDirectPath(index);
            }

            tree.Set(new LeafIndex(1).Node, leaf);
            return (Signed with { Info = info => WithTree(info, tree) }).Seal();
        }
    }

    [Fact]
    public void Every_member_can_what_the_group_requires()
    {
        var required = new RequiredCapabilities([new ExtensionType(0xf0d0)], [], []).ToExtension();

        Refuses(
            MlsError.RequiredCapabilitiesNotMet,
            (Signed with { Info = info => info with { Context = info.Context with { Extensions = [required] } } }).Seal());
        Accepts(Signed.Seal());
    }

    [Fact]
    public void The_own_leaf_stands_in_the_tree()
    {
        var tree = _alice.Group.State.Tree.Copy();
        tree.RemoveLeaf(new LeafIndex(2));
        tree.UpdateLeaf(new LeafIndex(0), tree.Leaf(new LeafIndex(0))!);

        Refuses(MlsError.OwnLeafMissing, (Signed with { Info = info => WithTree(info, tree) }).Seal());
        Accepts(Signed.Seal());
    }

    [Fact]
    public void The_path_secret_gives_the_keys_of_the_tree()
    {
        var other = Signed with { Secrets = secrets => secrets with { PathSecret = new Secret(new byte[32]) } };
        var shorter = Signed with { Secrets = secrets => secrets with { PathSecret = new Secret(new byte[3]) } };

        Refuses(MlsError.PathSecretMismatch, other.Seal());
        Refuses(MlsError.PathSecretMismatch, shorter.Seal());
        Accepts(Signed.Seal());
    }

    [Fact]
    public void The_confirmation_tag_is_the_epochs()
    {
        Refuses(MlsError.ConfirmationTagInvalid, (Signed with { Info = info => info with { ConfirmationTag = new byte[32] } }).Seal());
        Accepts(Signed.Seal());
    }

    [Fact]
    public void Pre_shared_keys_are_known_named_once_and_have_a_full_nonce()
    {
        var nonce = new byte[32];
        var id = new PreSharedKeyId.External("psk"u8.ToArray(), nonce);
        using var secret = new Secret([1, 2, 3]);
        var options = new JoinOptions { Validator = AcceptAll.Instance, ExternalPsks = [new ExternalPsk("psk"u8.ToArray(), secret)] };

        // The key is mixed into the Welcome, too, so the tag of the unmixed epoch is the first thing that is wrong.
        Refuses(MlsError.ConfirmationTagInvalid, Naming(id), options);
        Refuses(MlsError.PskUnknown, Naming(id));
        Refuses(MlsError.PskDuplicate, Naming(id, id), options);
        Refuses(MlsError.PskNonceInvalid, Naming(id with { Nonce = new byte[31] }), options);
        Refuses(MlsError.PskUnknown, Naming(new PreSharedKeyId.Resumption(ResumptionPskUsage.Branch, default, 1, nonce)), options);

        var erin = new TestClient("erin");
        var request = new CommitRequest { Adds = [erin.KeyPackage], ExternalPsks = options.ExternalPsks };
        Acceptance.OfJoin(erin, _alice.Group.CreateCommit(request).Welcome!.Value, options).Dispose();

        byte[] Naming(params PreSharedKeyId[] ids) => (Signed with
        {
            Secrets = secrets => secrets with { Psks = ids },
            Psks = [.. ids.Select(named => (named, secret))],
        }).Seal();
    }

    [Fact]
    public void Every_leaf_of_the_tree_is_judged()
    {
        var asked = new RefuseNamed("nobody");
        Accepts(_good, new JoinOptions { Validator = asked });
        Assert.Equal(3, asked.Asked);

        Refuses(MlsError.CredentialRefused, _good, new JoinOptions { Validator = new RefuseNamed("carol") });
    }

    [Fact]
    public void A_member_whose_lifetime_is_over_is_refused_if_a_time_is_given()
    {
        var late = new TestClient("late");
        (late.KeyPackage, late.Secrets) = late.NewKeyPackage(Capabilities.Of(late.Suite, []), [], new Lifetime(100, 200));
        var welcome = TestGroup.Of(_alice).Commit(_alice, [late], []).Welcome!.Value;
        Acceptance.OfJoin(late, welcome, new JoinOptions { Validator = AcceptAll.Instance, CurrentTime = 150 }).Dispose();

        Refusal.OfJoin(MlsError.LeafLifetimeOver, late, welcome, new JoinOptions { Validator = AcceptAll.Instance, CurrentTime = 250 });
    }

    [Fact]
    public void Secrets_of_another_package_are_the_callers_mistake() =>
        Assert.Throws<ArgumentException>(() => MlsGroup.Join(_good, _bob.KeyPackage, _alice.Secrets, new JoinOptions { Validator = AcceptAll.Instance }));

    private static byte[] Encode(Welcome welcome) => TlsEncoding.Encode(MlsMessage.Of(welcome));

    private GroupInfo WithTree(GroupInfo info, RatchetTree tree) => info with
    {
        Context = info.Context with { TreeHash = TreeHash.Compute(_bob.Suite, tree) },
        Extensions = [RatchetTreeExtension.Create(tree), .. info.Extensions.Where(extension => extension.Type != ExtensionType.RatchetTree)],
    };

    private void Accepts(byte[] welcome, JoinOptions? options = null)
    {
        using var group = Acceptance.OfJoin(_bob, welcome, options ?? new JoinOptions { Validator = AcceptAll.Instance });
        Assert.Equal(_alice.Group.EpochAuthenticator.ToArray(), group.EpochAuthenticator.ToArray());
    }

    private void Refuses(MlsError error, byte[] welcome, JoinOptions? options = null) =>
        Refusal.OfJoin(error, _bob, welcome, options ?? new JoinOptions { Validator = AcceptAll.Instance });
}
