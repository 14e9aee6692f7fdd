using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Tests.Validation;

namespace SecureDialogue.Mls.Tests.Scenarios;

/// <summary>Messages that come after the commit that ended their epoch.</summary>
public sealed class PastEpochTests
{
    private readonly TestClient _alice = new("alice") { Retention = new GroupRetention { PastEpochs = 2 } };
    private readonly TestClient _bob = new("bob") { Retention = new GroupRetention { PastEpochs = 2 } };
    private readonly TestGroup _group;

    public PastEpochTests() => _group = TestGroup.Of(_alice, _bob);

    [Fact]
    public void A_late_message_is_opened_once_within_the_window()
    {
        var (first, second) = (_alice.Says("first"), _alice.Says("second"));
        _ = _group.Commit(_bob, [], []);
        _ = _group.Commit(_alice, [], []);

        var late = _bob.Takes<ApplicationReceived>(second);
        _bob.Restarts();

        Assert.Equal((1UL, 1u), (late.Epoch, late.Generation));
        Refusal.OfAny(MlsError.GenerationUsed, _bob.Group, second);
        Assert.Equal("first", _bob.Hears(first));
        _ = _group.Commit(_bob, [], []);
        Refusal.OfAny(MlsError.EpochMismatch, _bob.Group, first);
    }

    [Fact]
    public void A_late_message_is_checked_like_any_other()
    {
        var forged = new ForgedMessage(_alice, new Framing.MessageContent.ApplicationData(new byte[1])) { HasBadSignature = true }.AsPrivate();
        var (good, own) = (_alice.Says("good"), _bob.Says("own"));
        _ = _group.Commit(_bob, [], []);

        Refusal.OfAny(MlsError.MessageSignatureInvalid, _bob.Group, forged);
        Refusal.OfAny(MlsError.OwnMessage, _bob.Group, own);
        Assert.Equal("good", _bob.Hears(good));
    }

    [Fact]
    public void A_late_commit_or_proposal_is_refused()
    {
        var commit = _alice.Group.CreateCommit(new Commits.CommitRequest()).Message;
        _ = _group.Commit(_bob, [], []);

        Refusal.OfAny(MlsError.EpochMismatch, _bob.Group, commit);
    }

    [Fact]
    public void By_default_no_past_epoch_is_kept()
    {
        var (carol, dave) = (new TestClient("carol"), new TestClient("dave"));
        var group = TestGroup.Of(carol, dave);
        var late = carol.Says("late");
        _ = group.Commit(dave, [], []);

        Assert.Equal(0, dave.Group.Retention.PastEpochs);
        Refusal.OfAny(MlsError.EpochMismatch, dave.Group, late);
    }

    [Fact]
    public void The_snapshot_of_a_staged_commit_holds_the_epoch_that_it_ends()
    {
        var bundle = _alice.Group.CreateCommit(new Commits.CommitRequest());
        var saved = bundle.Staged.Save();

        _alice.Group.Merge(bundle.Staged);

        Assert.Equal(saved, _alice.Group.Save());
        Assert.Throws<ArgumentException>(() => new TestClient("x") { Retention = new GroupRetention { PastEpochs = -1 } }.Creates());
    }
}
