using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Secrets;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tree;
using SecureDialogue.Mls.Welcomes;

namespace SecureDialogue.Mls.Tests.Validation;

/// <summary>The deletion schedule of RFC 9420 §9.2, by looking for secrets in snapshots.</summary>
public sealed class DeletionTests
{
    private readonly TestClient _alice = new("alice");
    private readonly TestClient _bob = new("bob");
    private readonly TestGroup _group;

    public DeletionTests() => _group = TestGroup.Of(_alice, _bob, new TestClient("carol"));

    [Fact]
    public void A_used_key_and_the_ratchet_secret_before_it_are_gone_and_a_skipped_key_stays()
    {
        var (first, second) = (_alice.Says("first"), _alice.Says("second"));
        var (used, skipped) = (KeyOf(_bob, 1), KeyOf(_bob, 0));

        Assert.Equal("second", _bob.Hears(second));

        Assert.False(Holds(_bob, used.Key));
        Assert.False(Holds(_bob, used.Nonce));
        Assert.True(Holds(_bob, skipped.Key));
        Assert.Equal("first", _bob.Hears(first));
        Assert.False(Holds(_bob, skipped.Key));
    }

    [Fact]
    public void The_root_of_the_secret_tree_is_gone_once_a_leaf_below_it_is_used()
    {
        var root = RootOf(_bob);
        Assert.True(Holds(_bob, root));

        _ = _bob.Hears(_alice.Says("first"));

        Assert.False(Holds(_bob, root));
    }

    [Fact]
    public void A_sent_messages_key_is_gone_at_once()
    {
        var key = KeyOf(_alice, 0, _alice.Group.OwnLeaf);

        _ = _alice.Says("sent");

        Assert.False(Holds(_alice, key.Key));
    }

    [Fact]
    public void What_a_welcome_brings_is_not_kept()
    {
        var dave = new TestClient("dave");
        var welcome = _group.Commit(_alice, [dave], [], forcePath: true).Welcome!.Value;
        using var secrets = WelcomeProcessor.OpenSecrets(MlsMessage.Decode<Welcome>(welcome.Span), dave.KeyPackage, dave.Secrets);

        Assert.False(Holds(dave, secrets.JoinerSecret.Bytes.ToArray()));
        Assert.False(Holds(dave, secrets.PathSecret!.Bytes.ToArray()));
        Assert.False(Holds(dave, dave.Secrets.Init.PrivateKey.Bytes.ToArray()));
        Assert.True(Holds(dave, dave.Secrets.Encryption.PrivateKey.Bytes.ToArray()));
        Assert.False(Holds(_alice, secrets.JoinerSecret.Bytes.ToArray()));
    }

    [Fact]
    public void Nothing_of_an_epoch_outlives_it_but_its_resumption_key()
    {
        var state = _bob.Group.State;
        var secrets = state.Secrets;
        byte[][] gone =
        [
            secrets.InitSecret.Bytes.ToArray(), secrets.ExporterSecret.Bytes.ToArray(), secrets.ExternalSecret.Bytes.ToArray(),
            secrets.MembershipKey.Bytes.ToArray(), secrets.SenderDataSecret.Bytes.ToArray(), secrets.EpochAuthenticator.Bytes.ToArray(),
            RootOf(_bob), state.Keys[state.Own.Node].PrivateKey.Bytes.ToArray(),
        ];
        var resumption = secrets.ResumptionPsk.Bytes.ToArray();
        Assert.All(gone, secret => Assert.True(Holds(_bob, secret)));

        _ = _group.Commit(_bob, [], []);

        Assert.All(gone, secret => Assert.False(Holds(_bob, secret)));
        Assert.True(Holds(_bob, resumption));
    }

    [Fact]
    public void A_resumption_key_is_gone_after_its_window()
    {
        var resumption = _bob.Group.State.Secrets.ResumptionPsk.Bytes.ToArray();

        for (var i = 0; i <= _bob.Group.Retention.ResumptionPsks; i++)
        {
            Assert.True(Holds(_bob, resumption));
            _ = _group.Commit(_alice, [], []);
        }

        Assert.False(Holds(_bob, resumption));
    }

    [Fact]
    public void A_path_key_is_gone_when_another_takes_its_place()
    {
        _ = _group.Commit(_bob, [], []);
        var state = _bob.Group.State;
        var old = state.Keys.Pairs.Select(pair => pair.Value.PrivateKey.Bytes.ToArray()).ToList();

        _ = _group.Commit(_bob, [], []);

        Assert.All(old, key => Assert.False(Holds(_bob, key)));
    }

    [Fact]
    public void The_keys_of_an_own_update_go_with_its_epoch()
    {
        _ = _bob.Group.ProposeUpdate(new LeafChange());
        var key = _bob.Group.State.Proposals.Entries[0].LeafPair!.PrivateKey.Bytes.ToArray();
        Assert.True(Holds(_bob, key));

        _ = _group.Commit(_alice, [], []);

        Assert.False(Holds(_bob, key));
    }

    [Fact]
    public void A_past_epoch_keeps_what_opens_messages_and_nothing_else()
    {
        var dave = new TestClient("dave") { Retention = new GroupRetention { PastEpochs = 1 } };
        _ = _group.Commit(_alice, [dave], []);
        var secrets = dave.Group.State.Secrets;
        var (senderData, init, exporter) = (secrets.SenderDataSecret.Bytes.ToArray(), secrets.InitSecret.Bytes.ToArray(), secrets.ExporterSecret.Bytes.ToArray());

        _ = _group.Commit(_alice, [], []);

        Assert.True(Holds(dave, senderData));
        Assert.False(Holds(dave, init));
        Assert.False(Holds(dave, exporter));
        _ = _group.Commit(_alice, [], []);
        Assert.False(Holds(dave, senderData));
    }

    [Fact]
    public void A_commit_that_is_dropped_or_merged_leaves_no_secret_behind()
    {
        var staged = _alice.Group.CreateCommit(new CommitRequest()).Staged;
        var saved = staged.Save();
        using var next = MlsGroup.Load(saved);
        var init = next.State.Secrets.InitSecret.Bytes.ToArray();

        staged.Dispose();

        Assert.False(Holds(_alice, init));
        Assert.Throws<InvalidOperationException>(staged.Save);
    }

    [Fact]
    public void No_text_shows_a_secret()
    {
        var bytes = Enumerable.Range(1, 32).Select(i => (byte)i).ToArray();
        using var secret = new Secret(bytes);
        object[] holders =
        [
            secret, new ExternalPsk(new byte[1], secret), new ResumptionPsk(new byte[1], 1, secret), new GroupSecrets(secret, secret, []),
            _alice.Secrets, _alice.SignatureKey, _alice.Secrets.Init, _alice.Group, new MessageKey(secret, secret), _alice.Group.State,
            _alice.Group.CreateCommit(new CommitRequest()), new LeafChange { SignatureKey = _alice.SignatureKey },
        ];

        Assert.All(holders, holder =>
        {
            var text = holder.ToString()!;
            Assert.DoesNotContain(Convert.ToHexString(bytes.AsSpan(0, 4)), text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("1, 2, 3", text, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexString(_alice.SignatureKey.PrivateKey.Bytes[..4]), text, StringComparison.OrdinalIgnoreCase);
        });
    }

    private static bool Holds(TestClient client, byte[] secret) => client.Group.Save().AsSpan().IndexOf(secret) >= 0;

    private static byte[] RootOf(TestClient client)
    {
        using var writer = new Codec.TlsWriter();
        client.Group.State.Ratchets.Save(writer);
        var reader = new Codec.TlsReader(writer.Written);
        var nodes = new Codec.TlsReader(reader.ReadOpaqueSpan());
        Assert.Equal(TreeMath.Root(client.Group.State.Tree.LeafCount).Value, nodes.ReadUInt32());
        return nodes.ReadOpaque();
    }

    private static (byte[] Key, byte[] Nonce) KeyOf(TestClient client, uint generation, LeafIndex leaf = default)
    {
        using var key = client.Group.State.Ratchets.Prepare(leaf, RatchetKind.Application, generation);
        return (key.Key.Key.Bytes.ToArray(), key.Key.Nonce.Bytes.ToArray());
    }
}
