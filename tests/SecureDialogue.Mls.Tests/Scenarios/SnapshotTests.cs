using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Tests.Validation;

namespace SecureDialogue.Mls.Tests.Scenarios;

public sealed class SnapshotTests
{
    private readonly TestClient _alice = new("alice");
    private readonly TestClient _bob = new("bob");
    private readonly TestGroup _group;

    public SnapshotTests() => _group = TestGroup.Of(_alice, _bob);

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void A_used_key_is_not_in_the_snapshot_any_more(CipherSuiteId suite)
    {
        var (alice, bob) = (new TestClient("alice", suite), new TestClient("bob", suite));
        _ = TestGroup.Of(alice, bob);
        var skipped = alice.Says("first");
        var message = alice.Says("second");
        Assert.Equal("second", bob.Hears(message));

        bob.Restarts();

        Refusal.Of(MlsError.GenerationUsed, bob.Group, message);
        Assert.Equal("first", bob.Hears(skipped));
    }

    [Fact]
    public void A_generation_is_never_sealed_with_twice_over_restarts_and_dropped_commits()
    {
        var seen = new HashSet<MessageSender>();
        for (var i = 0; i < 5; i++)
        {
            Assert.True(seen.Add(_bob.Group.PeekSender(_alice.Says("again"))));
            _alice.Restarts();
        }

        var handshakes = new HashSet<MessageSender>();
        for (var i = 0; i < 5; i++)
        {
            var bundle = _alice.Group.CreateCommit(new CommitRequest());
            Assert.True(handshakes.Add(_bob.Group.PeekSender(bundle.Message.Span)));
            bundle.Staged.Dispose();
            _alice.Restarts();
        }
    }

    [Fact]
    public void The_snapshot_of_a_staged_commit_is_the_group_after_merging()
    {
        var bundle = _alice.Group.CreateCommit(new CommitRequest());
        var (saved, exported) = (bundle.Staged.Save(), bundle.Staged.Export("label", [1], 16));
        var received = (CommitReceived)_bob.Group.Receive(bundle.Message.Span, AcceptAll.Instance);
        Assert.Equal(exported, received.Staged.Export("label", [1], 16));

        _alice.Group.Merge(bundle.Staged);
        _bob.Group.Merge(received.Staged);

        Assert.Equal(saved, _alice.Group.Save());
        Assert.Equal(exported, _bob.Group.Export("label", [1], 16));
        _alice.Group = MlsGroup.Load(saved);
        Assert.Equal("after", _bob.Hears(_alice.Says("after")));
    }

    [Fact]
    public void A_received_commit_can_be_received_again_until_it_is_merged()
    {
        var bundle = _alice.Group.CreateCommit(new CommitRequest());
        var before = _bob.Group.Save();

        ((CommitReceived)_bob.Group.Receive(bundle.Message.Span, AcceptAll.Instance)).Staged.Dispose();
        var second = ((CommitReceived)_bob.Group.Receive(bundle.Message.Span, AcceptAll.Instance)).Staged;

        Assert.Equal(before, _bob.Group.Save());
        _bob.Group.Merge(second);
        Assert.Throws<InvalidOperationException>(() => _bob.Group.Merge(second));
        Assert.Throws<InvalidOperationException>(second.Save);
        Assert.Equal(2UL, _bob.Group.Epoch);
    }

    [Fact]
    public void A_staged_commit_of_an_earlier_epoch_is_not_merged()
    {
        var stale = _alice.Group.CreateCommit(new CommitRequest()).Staged;
        _ = _group.Commit(_bob, [], []);

        Assert.Throws<InvalidOperationException>(() => _alice.Group.Merge(stale));
        _group.AssertAgreed();
    }
}
