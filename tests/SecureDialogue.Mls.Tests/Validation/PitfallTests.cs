using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Proposals;
using SecureDialogue.Mls.Schedule;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Validation;

/// <summary>Mistakes that other implementations made, as far as no other class has them (docs/mls-validation.md lists all).</summary>
public sealed class PitfallTests
{
    private readonly TestClient _alice = new("alice");
    private readonly TestClient _bob = new("bob");
    private readonly TestClient _carol = new("carol");
    private readonly TestGroup _group;

    public PitfallTests() => _group = TestGroup.Of(_alice, _bob, _carol);

    [Fact]
    public void Leaves_added_by_a_commit_get_no_path_secret()
    {
        var add = new Proposal.Add(new TestClient("dave").KeyPackage);
        UpdatePath SealedToAll(UpdatePath path) => path with
        {
            Nodes = [.. path.Nodes.Select(node => node with { EncryptedPathSecrets = [.. node.EncryptedPathSecrets, node.EncryptedPathSecrets[0]] })],
        };

        Refusal.OfAny(MlsError.PathShapeWrong, _bob.Group, new ForgedCommit(_alice, add) { Path = SealedToAll }.Encode());
        _ = _bob.Takes<CommitReceived>(new ForgedCommit(_alice, add).Encode());
    }

    [Fact]
    public void Path_secrets_are_sealed_under_the_new_extensions()
    {
        var changed = new RequiredCapabilities([], [], [CredentialType.Basic]).ToExtension();
        var underTheOld = new ForgedCommit(_alice, new Proposal.GroupContextExtensions([changed]));

        Refusal.OfAny(MlsError.DecryptionFailed, _bob.Group, underTheOld.Encode());
        _ = _group.Commit(_alice, new CommitRequest { GroupContextExtensions = [changed], Removes = [_carol.Group.OwnLeaf] });
    }

    [Fact]
    public void Leaf_zero_sends_and_goes_like_any_other()
    {
        Assert.Equal(default, _alice.Group.OwnLeaf);
        var received = _bob.Takes<ApplicationReceived>(_alice.Says("from leaf 0"));
        Assert.Equal((SenderType.Member, default(LeafIndex)), (received.SenderType, received.Sender));

        var removed = _group.Commit(_bob, new CommitRequest { Removes = [default] });

        Assert.Equal(default, Assert.Single(removed.Staged.Removes).Index);
    }

    [Fact]
    public void An_abandoned_commit_leaves_the_group_where_it_was()
    {
        var authenticator = _alice.Group.EpochAuthenticator.ToArray();
        _alice.Group.CreateCommit(new CommitRequest { Removes = [_carol.Group.OwnLeaf] }).Staged.Dispose();

        Assert.Equal(authenticator, _alice.Group.EpochAuthenticator.ToArray());
        Assert.Equal("go on", _carol.Hears(_alice.Says("go on")));
        _ = _group.Commit(_bob, [], []);
    }

    [Fact]
    public void An_echo_of_an_own_commit_or_proposal_is_recognised()
    {
        var commit = _alice.Group.CreateCommit(new CommitRequest()).Message;
        var inClear = _alice.Group.CreateCommit(new CommitRequest { WireFormat = WireFormat.PublicMessage }).Message;
        var proposal = _alice.Group.Propose(new Proposal.Remove(_bob.Group.OwnLeaf)).Message;

        Refusal.OfAny(MlsError.OwnMessage, _alice.Group, commit);
        Refusal.OfAny(MlsError.OwnMessage, _alice.Group, inClear);
        Refusal.OfAny(MlsError.OwnMessage, _alice.Group, proposal);
        _alice.Takes<CommitReceived>(_bob.Group.CreateCommit(new CommitRequest()).Message).Staged.Dispose();
        _ = _bob.Takes<CommitReceived>(commit);
    }

    [Fact]
    public void The_reuse_guard_is_fresh_for_every_message()
    {
        var (one, two) = (new ForgedMessage(_alice, new MessageContent.ApplicationData(new byte[8])), new ForgedMessage(_alice, new MessageContent.ApplicationData(new byte[8])));

        Assert.NotEqual(one.AsPrivate(), two.AsPrivate());
    }

    [Fact]
    public void Authenticated_data_that_was_changed_is_not_given_out()
    {
        var good = _alice.Group.Protect("hello"u8, "noon"u8, 0);
        var changed = good.ToArray();
        changed.AsSpan(good.AsSpan().IndexOf("noon"u8), 4).Fill(7);

        Refusal.OfAny(MlsError.DecryptionFailed, _bob.Group, changed);
        Assert.Equal("noon"u8.ToArray(), _bob.Takes<ApplicationReceived>(good).AuthenticatedData.ToArray());
    }

    [Fact]
    public void What_was_exported_can_be_exported_again_until_the_epoch_ends()
    {
        var exported = _alice.Group.Export("key", [1], 32);
        Assert.Equal(exported, _bob.Group.Export("key", [1], 32));

        _ = _group.Commit(_alice, [], []);

        Assert.NotEqual(exported, _alice.Group.Export("key", [1], 32));
        Assert.NotEqual(exported, _bob.Group.Export("key", [1], 32));
    }

    [Fact]
    public void External_pub_and_external_senders_have_one_prefix()
    {
        var info = MlsMessage.Decode<GroupInfo>(_alice.Group.ExportGroupInfo());
        var pub = Extension.Find(info.Extensions, ExtensionType.ExternalPub)!.Data;
        var senders = new ExternalSenders([new(new byte[32], _alice.Credential)]).ToExtension().Data;

        Assert.Equal((33, 32), (pub.Length, pub.Span[0]));
        Assert.Equal(senders.Length - 1, senders.Span[0]);
    }

    [Fact]
    public void Unknown_values_in_capabilities_and_extensions_are_passed_over()
    {
        var grease = new ExtensionType(0x0a0a);
        var can = new Capabilities(
            [ProtocolVersion.Mls10, (ProtocolVersion)0x1a1a],
            [_alice.Suite.Id, (CipherSuiteId)0x2a2a],
            [grease],
            [new ProposalType(0x3a3a)],
            [CredentialType.Basic, new CredentialType(0x4a4a)]);
        var dave = new TestClient("dave");
        (dave.KeyPackage, dave.Secrets) = dave.NewKeyPackage(can, [new Extension(grease, new byte[] { 1, 2 })]);

        var bundle = _group.Commit(_alice, new CommitRequest { Adds = [dave.KeyPackage], GroupInfoExtensions = [new Extension(new ExtensionType(0x5a5a), default)] });
        dave.Joins(bundle.Welcome!.Value);

        Assert.Equal("greased", _bob.Hears(dave.Says("greased")));
        Assert.Equal(dave.KeyPackage.Encode(), KeyPackages.KeyPackage.Decode(dave.KeyPackage.Encode()).Encode());
    }

    [Fact]
    public void The_nonce_of_a_psk_is_fresh_and_full()
    {
        var (one, two) = (PreSharedKeyId.OfExternal(_alice.Suite, new byte[1]), PreSharedKeyId.OfExternal(_alice.Suite, new byte[1]));

        Assert.Equal(_alice.Suite.HashBytes, one.Nonce.Length);
        Assert.NotEqual(one.Nonce.ToArray(), two.Nonce.ToArray());
    }

    [Fact]
    public void Psks_count_in_the_order_of_their_proposals()
    {
        using var first = new Secret([1]);
        using var second = new Secret([2]);
        PreSharedKeyId id = new PreSharedKeyId.External(new byte[1], new byte[32]);
        using var there = PskSecret.Compute(_alice.Suite, [(id, first), (id, second)]);
        using var back = PskSecret.Compute(_alice.Suite, [(id, second), (id, first)]);

        Assert.NotEqual(there.Bytes.ToArray(), back.Bytes.ToArray());
    }

    [Fact]
    public void A_welcome_is_only_for_the_epoch_after_the_commit()
    {
        var dave = new TestClient("dave");
        var dropped = _alice.Group.CreateCommit(new CommitRequest { Adds = [dave.KeyPackage] });
        _ = _group.Commit(_bob, [], []);

        dave.Joins(dropped.Welcome!.Value);

        Assert.NotEqual(_bob.Group.EpochAuthenticator.ToArray(), dave.Group.EpochAuthenticator.ToArray());
        Assert.Throws<MlsException>(() => _bob.Hears(dave.Says("from nowhere")));
    }

    [Fact]
    public void A_snapshot_of_the_first_version_is_still_read()
    {
        using var tail = new TlsWriter();
        tail.WriteUInt8(0);
        tail.WriteOpaque([]);
        tail.WriteUInt32(0);
        tail.WriteUInt32(8);
        tail.WriteOpaque([]);
        tail.WriteOpaque([]);
        var fresh = new TestClient("dave").Creates();
        var saved = fresh.Group.Save();
        Assert.True(saved.AsSpan().EndsWith(tail.Written));
        var old = saved[..^tail.Length];
        old[1] = 1;

        using var loaded = MlsGroup.Load(old);

        Assert.Equal(saved, loaded.Save());
    }
}
