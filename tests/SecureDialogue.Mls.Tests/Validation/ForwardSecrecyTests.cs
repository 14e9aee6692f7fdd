using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Schedule;
using SecureDialogue.Mls.Secrets;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tree;
using SecureDialogue.Mls.Welcomes;

namespace SecureDialogue.Mls.Tests.Validation;

public sealed class ForwardSecrecyTests
{
    // Resumption keys are kept on purpose where they are; DeletionTests has their window.
    private static readonly GroupRetention Nothing = new() { ResumptionPsks = 0 };

    private readonly TestClient _alice = new("alice") { Retention = Nothing };
    private readonly TestClient _bob = new("bob") { Retention = Nothing };
    private readonly TestClient _carol = new("carol") { Retention = Nothing };
    private readonly TestGroup _group;

    public ForwardSecrecyTests() => _group = TestGroup.Of(_alice, _bob, _carol);

    private CipherSuite Suite => _alice.Suite;

    [Fact]
    public void No_snapshot_holds_a_secret_of_the_past()
    {
        var dave = new TestClient("dave") { Retention = Nothing };
        _ = _group.Commit(_bob, [], []);
        var past = SecretsOf(_alice).Concat(SecretsOf(_bob)).Concat(SecretsOf(_carol)).ToList();
        var bundle = _group.Commit(_alice, [dave], [], forcePath: true);
        past.AddRange(SecretsOf(bundle.Welcome!.Value, dave));
        past.Add(KeyOfNextMessage(_alice));
        var message = _alice.Says("one message");
        foreach (var member in new[] { _bob, _carol, dave })
        {
            _ = member.Hears(message);
        }

        Assert.All(_group.Members, member =>
        {
            var snapshot = member.Group.Save();
            Assert.All(past, secret => Assert.Equal(-1, snapshot.AsSpan().IndexOf(secret)));
            Assert.NotEqual(-1, snapshot.AsSpan().IndexOf(member.Group.State.Secrets.InitSecret.Bytes));
            Assert.NotEqual(-1, snapshot.AsSpan().IndexOf(member.Group.State.Keys[member.Group.OwnLeaf.Node].PrivateKey.Bytes));
        });
    }

    [Fact]
    public void A_removed_member_has_no_key_for_the_path()
    {
        UpdatePath path = null!;
        var state = _alice.Group.State;
        _ = new ForgedCommit(_alice, new Proposal.Remove(_carol.Group.OwnLeaf)) { Path = made => path = made }.Encode();
        var tree = state.Tree.Copy();
        tree.RemoveLeaf(_carol.Group.OwnLeaf);
        TreeKem.ApplyPath(Suite, tree, state.Own, path, []);
        var context = TlsEncoding.Encode(state.ProvisionalContext(tree));
        var sealedSecrets = path.Nodes.SelectMany(node => node.EncryptedPathSecrets).ToList();

        Assert.Equal(1, Opened(_bob));
        Assert.Equal(0, Opened(_carol));

        int Opened(TestClient member) => member.Group.State.Keys.Pairs.Sum(pair => sealedSecrets.Count(ciphertext => Opens(pair.Value, ciphertext)));

        bool Opens(HpkeKeyPair pair, HpkeCiphertext ciphertext) => Record.Exception(
            () => Labels.DecryptWithLabel(Suite, pair, "UpdatePathNode", context, ciphertext)) is null;
    }

    [Fact]
    public void A_staged_commit_that_is_dropped_has_zeroed_its_epoch()
    {
        var bundle = _alice.Group.CreateCommit(new Commits.CommitRequest());
        using var received = ((CommitReceived)_bob.Group.Receive(bundle.Message.Span, AcceptAll.Instance)).Staged;
        var next = received.Next;
        var init = next.Secrets.InitSecret.Span;
        var leaf = next.Keys[next.Own.Node].PrivateKey.Span;
        Assert.NotEqual(new byte[32], init.ToArray());

        received.Dispose();

        Assert.Equal(new byte[32], init.ToArray());
        Assert.Equal(new byte[32], leaf.ToArray());
        Assert.Throws<InvalidOperationException>(received.Save);
    }

    [Fact]
    public void One_key_sealed_with_twice_by_mistake_has_two_nonces()
    {
        var saved = _alice.Group.Save();
        var copies = Enumerable.Range(0, 20).Select(_ => MlsGroup.Load(saved).Protect("the same"u8, default, 0)).ToList();

        Assert.Single(copies.Select(copy => _bob.Group.PeekSender(copy)).Distinct());
        Assert.Equal(copies.Count, copies.Select(copy => Convert.ToHexString(MlsMessage.Decode<PrivateMessage>(copy).Ciphertext.Span[..8])).Distinct().Count());
    }

    private static List<byte[]> SecretsOf(TestClient member)
    {
        var state = member.Group.State;
        using var saved = new TlsWriter();
        state.Secrets.Save(saved);
        var reader = new TlsReader(saved.Written);
        var secrets = state.Keys.Pairs.Where(pair => pair.Key != state.Own.Node || member.Name == "alice")
            .Select(pair => pair.Value.PrivateKey.Bytes.ToArray()).ToList();
        while (!reader.IsAtEnd)
        {
            secrets.Add(reader.ReadOpaque());
        }

        return secrets;
    }

    // What the commit went through: path, commit, joiner, welcome, epoch, confirmation and encryption secret.
    private List<byte[]> SecretsOf(ReadOnlyMemory<byte> welcome, TestClient joiner)
    {
        var opened = WelcomeProcessor.OpenSecrets(MlsMessage.Decode<Welcome>(welcome.Span), joiner.KeyPackage, joiner.Secrets);
        using var psk = PskSecret.Compute(Suite, []);
        using var epoch = KeySchedule.EpochSecret(Suite, opened.JoinerSecret, psk, joiner.Group.State.Context);
        var nodes = joiner.Group.State.Tree.FilteredDirectPath(_alice.Group.OwnLeaf).Count(node => TreeMath.IsBelow(joiner.Group.OwnLeaf.Node, node));
        using var path = new PathSecrets(Suite, opened.PathSecret!.Copy(), nodes);
        Secret[] secrets =
        [
            opened.PathSecret, path.CommitSecret, opened.JoinerSecret, epoch, joiner.Secrets.Init.PrivateKey,
            KeySchedule.WelcomeSecret(Suite, opened.JoinerSecret, psk),
            KeySchedule.ConfirmationKey(Suite, epoch),
            KeySchedule.EncryptionSecret(Suite, epoch),
        ];
        return [.. secrets.Select(secret => secret.Bytes.ToArray())];
    }

    private static byte[] KeyOfNextMessage(TestClient sender)
    {
        using var key = sender.Group.State.Ratchets.Prepare(sender.Group.OwnLeaf, RatchetKind.Application, 0);
        return key.Key.Key.Bytes.ToArray();
    }
}
