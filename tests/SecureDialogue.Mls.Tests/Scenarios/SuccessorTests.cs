using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tests.Validation;

namespace SecureDialogue.Mls.Tests.Scenarios;

/// <summary>Groups that follow others: ReInit, branch, resumption keys.</summary>
public sealed class SuccessorTests
{
    private readonly TestClient _alice = new("alice");
    private readonly TestClient _bob = new("bob");
    private readonly TestClient _carol = new("carol");
    private readonly TestGroup _group;

    public SuccessorTests() => _group = TestGroup.Of(_alice, _bob, _carol);

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void A_group_goes_on_under_another_suite(CipherSuiteId suite)
    {
        var reInit = new Proposal.ReInit("next"u8.ToArray(), ProtocolVersion.Mls10, suite, []);
        _ = _group.Commit(_alice, new CommitRequest { ReInit = reInit });
        _bob.Restarts();
        var (alice, bob, carol) = (new TestClient("alice", suite), new TestClient("bob", suite), new TestClient("carol", suite));

        var succession = _alice.Group.CreateReInit(alice.Creation with { GroupId = reInit.GroupId }, [bob.KeyPackage, carol.KeyPackage]);
        bob.Group = Join(bob, succession, _bob);

        Assert.Equal(succession.Group.EpochAuthenticator.ToArray(), bob.Group.EpochAuthenticator.ToArray());
        Assert.Equal("next", System.Text.Encoding.UTF8.GetString(bob.Group.GroupId.Span));
    }

    [Fact]
    public void An_ended_group_says_and_hears_nothing()
    {
        var late = _bob.Says("before");
        var reInit = new Proposal.ReInit("next"u8.ToArray(), ProtocolVersion.Mls10, _alice.Suite.Id, []);
        _ = _group.Commit(_alice, new CommitRequest { ReInit = reInit });

        Assert.Throws<InvalidOperationException>(() => _alice.Says("after"));
        Assert.Throws<InvalidOperationException>(() => _alice.Group.CreateCommit(new CommitRequest()));
        Assert.Throws<InvalidOperationException>(() => _alice.Group.Propose(reInit));
        Assert.Throws<InvalidOperationException>(() => _alice.Group.ExportGroupInfo());
        Assert.Throws<InvalidOperationException>(() => _alice.Group.CreateReInit(_alice.Creation, []));
        Refusal.OfAny(MlsError.EpochMismatch, _alice.Group, late);
        _alice.Restarts();
        Assert.NotNull(_alice.Group.ReInit);
    }

    [Fact]
    public void Some_members_branch_off()
    {
        var (alice, bob) = (new TestClient("alice"), new TestClient("bob"));

        var succession = _alice.Group.CreateBranch(alice.Creation with { GroupId = "branch"u8.ToArray() }, [bob.KeyPackage]);
        bob.Group = Join(bob, succession, _bob);

        Assert.Equal(succession.Group.EpochAuthenticator.ToArray(), bob.Group.EpochAuthenticator.ToArray());
        Assert.Equal("still here", _carol.Hears(_alice.Says("still here")));
    }

    [Fact]
    public void Resumption_keys_of_past_epochs_and_other_groups_are_mixed_in()
    {
        var past = _alice.Group.ExportResumptionPsk();
        _ = _group.Commit(_bob, new CommitRequest());
        _ = _group.Commit(_carol, new CommitRequest());
        using var foreign = new Secret([4, 2]);
        var other = new ResumptionPsk("elsewhere"u8.ToArray(), 9, foreign);

        var bundle = _group.Commit(
            _alice,
            new CommitRequest { ResumptionPsks = [past, other] },
            new ReceiveOptions { Validator = AcceptAll.Instance, ResumptionPsks = [other] });

        Assert.Equal(2, bundle.Staged.Psks.Count);
        Assert.False(bundle.Staged.HasPath);
    }

    [Fact]
    public void Resumption_keys_are_kept_for_so_many_epochs()
    {
        var past = _alice.Group.ExportResumptionPsk();
        for (var i = 0; i < _alice.Group.Retention.ResumptionPsks; i++)
        {
            _ = _group.Commit(_bob, new CommitRequest());
        }

        var commit = _alice.Group.CreateCommit(new CommitRequest { ResumptionPsks = [past] }).Message;
        _bob.Group.Receive(commit.Span, new ReceiveOptions { Validator = AcceptAll.Instance });
        _ = _group.Commit(_carol, new CommitRequest());
        var late = _alice.Group.CreateCommit(new CommitRequest { ResumptionPsks = [past] }).Message;

        Assert.Equal(8, new GroupRetention().ResumptionPsks);
        Refusal.OfAny(MlsError.PskUnknown, _bob.Group, late);
    }

    private static MlsGroup Join(TestClient client, Succession succession, TestClient old) => MlsGroup.Join(
        succession.Welcome.Span, client.KeyPackage, client.Secrets, new JoinOptions { Validator = AcceptAll.Instance, Predecessor = old.Group });
}
