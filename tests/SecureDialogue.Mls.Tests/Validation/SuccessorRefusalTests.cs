using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tests.Scenarios;

namespace SecureDialogue.Mls.Tests.Validation;

/// <summary>Groups that follow by ReInit or branch (RFC 9420 §11.2, §11.3). Alice makes them, Bob judges.</summary>
public sealed class SuccessorRefusalTests
{
    private static readonly byte[] NextId = "next"u8.ToArray();

    private readonly TestClient _alice = new("alice");
    private readonly TestClient _bob = new("bob");
    private readonly TestGroup _group;
    private readonly TestClient _again = new("bob");

    public SuccessorRefusalTests() => _group = TestGroup.Of(_alice, _bob, new TestClient("carol"));

    private static GroupCreation Next => new TestClient("alice").Creation with { GroupId = NextId };

    [Fact]
    public void A_reinitialised_group_is_the_one_that_was_agreed_on()
    {
        End();

        Refuses(MlsError.SuccessorMismatch, Made(Next with { GroupId = "another"u8.ToArray() }));
        Refuses(MlsError.SuccessorMismatch, Made(Next with { GroupContextExtensions = [new RequiredCapabilities([], [], []).ToExtension()] }));
        Refuses(MlsError.SuccessorMismatch, Made(Next, epochs: 2));
        Accepts(Made(Next));
    }

    [Fact]
    public void Another_suite_than_agreed_is_refused()
    {
        End();
        var suite = CipherSuiteId.X25519Aes128GcmSha256Ed25519;
        var (alice, bob, carol) = (new TestClient("alice", suite), new TestClient("bob", suite), new TestClient("carol", suite));
        var welcome = Made(alice.Creation with { GroupId = NextId }, ResumptionPskUsage.ReInit, [bob.KeyPackage, carol.KeyPackage]);

        Refusal.OfJoin(MlsError.SuccessorMismatch, bob, welcome, Options);
        Accepts(Made(Next));
    }

    [Fact]
    public void A_group_that_goes_on_has_no_reinitialised_successor()
    {
        Refuses(MlsError.SuccessorMismatch, Made(Next));
        End();
        Accepts(Made(Next));
    }

    [Fact]
    public void A_reinitialised_group_has_all_members_and_nobody_else()
    {
        End();

        Refuses(MlsError.SuccessorMembersWrong, Made(Next, ResumptionPskUsage.ReInit, [_again.KeyPackage]));
        Refuses(MlsError.SuccessorMembersWrong, Made(Next, ResumptionPskUsage.ReInit, [.. All, new TestClient("eve").KeyPackage]));
        Refuses(MlsError.SuccessorMembersWrong, Made(Next, ResumptionPskUsage.ReInit, [.. All, new TestClient("carol").KeyPackage]));
        Accepts(Made(Next));
    }

    [Fact]
    public void A_branch_has_members_of_its_group_only_and_its_suite()
    {
        var suite = CipherSuiteId.X25519Aes128GcmSha256Ed25519;
        var (alice, bob) = (new TestClient("alice", suite), new TestClient("bob", suite));
        var otherSuite = Made(alice.Creation, ResumptionPskUsage.Branch, [bob.KeyPackage]);

        Refuses(MlsError.SuccessorMembersWrong, Made(Next, ResumptionPskUsage.Branch, [_again.KeyPackage, new TestClient("eve").KeyPackage]));
        Refuses(MlsError.SuccessorMismatch, Made(Next, ResumptionPskUsage.Branch, [_again.KeyPackage], epochs: 2));
        Refusal.OfJoin(MlsError.SuccessorMismatch, bob, otherSuite, Options);
        Assert.Throws<ArgumentException>(() => _alice.Group.CreateBranch(alice.Creation, [bob.KeyPackage]));
        Accepts(Made(Next, ResumptionPskUsage.Branch, [_again.KeyPackage]));
    }

    [Fact]
    public void A_successor_is_not_joined_without_its_predecessor()
    {
        var welcome = Made(Next, ResumptionPskUsage.Branch, [_again.KeyPackage]);

        Refusal.OfJoin(MlsError.PskUnknown, _again, welcome, Options with { Predecessor = null });
        using var stranger = MlsGroup.Create(new TestClient("x").Creation with { GroupId = "elsewhere"u8.ToArray() });
        var link = _bob.Group.ExportResumptionPsk();
        Refusal.OfJoin(MlsError.PskUnknown, _again, welcome, Options with { Predecessor = null, ResumptionPsks = [link] });
        Refusal.OfJoin(MlsError.SuccessorMismatch, _again, welcome, Options with { Predecessor = stranger, ResumptionPsks = [link] });
        Accepts(welcome);
    }

    [Fact]
    public void One_key_at_most_ties_a_group_to_another()
    {
        var good = Made(Next, ResumptionPskUsage.Branch, [_again.KeyPackage]);
        using var secret = new Secret([1]);
        var plain = TestGroup.Of(new TestClient("alice"), new TestClient("carol"));
        var welcome = plain.Commit(plain.Members[0], [_again], []).Welcome!.Value.ToArray();
        PreSharedKeyId[] two =
        [
            PreSharedKeyId.OfResumption(_bob.Suite, ResumptionPskUsage.Branch, _bob.Group.GroupId, 1),
            PreSharedKeyId.OfResumption(_bob.Suite, ResumptionPskUsage.ReInit, _bob.Group.GroupId, 1),
        ];
        var forged = new ForgedWelcome(welcome, _again)
        {
            Secrets = secrets => secrets with { Psks = two },
            Psks = [.. two.Select(id => (id, secret))],
        };

        Refuses(MlsError.PskUsageWrong, forged.Seal());
        Accepts(good);
    }

    [Fact]
    public void An_ended_group_hears_nothing_of_its_last_epoch()
    {
        var hello = new ForgedMessage(_alice, new MessageContent.ApplicationData("hello"u8.ToArray()));
        Assert.Equal("hello", _bob.Hears(hello.AsPrivate()));
        End();

        Refusal.OfAny(MlsError.GroupEnded, _bob.Group, hello.AsPrivate());
        Refusal.OfAny(MlsError.GroupEnded, _bob.Group, new ForgedMessage(_alice, new MessageContent.OfCommit(new Commit([], null))).AsPublic());
    }

    private KeyPackage[] All => [_again.KeyPackage, new TestClient("carol").KeyPackage];

    private JoinOptions Options => new() { Validator = AcceptAll.Instance, Predecessor = _bob.Group };

    private void End() => _group.Commit(
        _alice, new CommitRequest { ReInit = new Proposal.ReInit(NextId, ProtocolVersion.Mls10, _alice.Suite.Id, []) });

    private ReadOnlyMemory<byte> Made(GroupCreation creation, int epochs = 1) => Made(creation, ResumptionPskUsage.ReInit, All, epochs);

    // What CreateReInit and CreateBranch do, without their care.
    private ReadOnlyMemory<byte> Made(GroupCreation creation, ResumptionPskUsage usage, KeyPackage[] others, int epochs = 1)
    {
        using var group = MlsGroup.Create(creation);
        for (var i = 1; i < epochs; i++)
        {
            group.Merge(group.CreateCommit(new CommitRequest()).Staged);
        }

        var request = new CommitRequest { Adds = others, ResumptionPsks = [_alice.Group.ExportResumptionPsk()], ResumptionUsage = usage };
        return group.CreateCommit(request).Welcome!.Value;
    }

    private void Accepts(ReadOnlyMemory<byte> welcome) => Acceptance.OfJoin(_again, welcome, Options).Dispose();

    private void Refuses(MlsError error, ReadOnlyMemory<byte> welcome) => Refusal.OfJoin(error, _again, welcome, Options);
}
