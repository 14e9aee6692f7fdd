using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tests.Validation;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Scenarios;

/// <summary>Those who are not in the group: external senders, joiners, members who come back.</summary>
public sealed class OutsiderTests
{
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Someone_joins_by_an_external_commit_and_comes_back_by_another(CipherSuiteId suite)
    {
        var (alice, bob, carol) = (new TestClient("alice", suite), new TestClient("bob", suite), new TestClient("carol", suite));
        var group = TestGroup.Of(alice, bob);

        group.Admit(carol, MlsGroup.JoinExternally(alice.Group.ExportGroupInfo(), carol.AsJoiner));
        Assert.Equal("in", alice.Hears(carol.Says("in")));
        _ = group.Commit(bob, [], []);
        var lost = carol.Group;
        carol.SignatureKey = SignatureKeyPair.Generate(carol.Suite);
        group.Admit(carol, MlsGroup.JoinExternally(bob.Group.ExportGroupInfo(), carol.AsJoiner with { Removes = lost.OwnLeaf }));

        Assert.Equal(3, group.Members.Count);
        Assert.Equal("back", bob.Hears(carol.Says("back")));
        carol.Restarts();
        _ = group.Commit(carol, [new TestClient("dave", suite)], []);
    }

    [Fact]
    public void The_old_self_of_one_who_comes_back_sees_that_it_is_removed()
    {
        var (alice, bob) = (new TestClient("alice"), new TestClient("bob"));
        _ = TestGroup.Of(alice, bob);

        var commit = MlsGroup.JoinExternally(alice.Group.ExportGroupInfo(), bob.AsJoiner with { Removes = bob.Group.OwnLeaf });
        using var staged = bob.Takes<CommitReceived>(commit.Message).Staged;

        Assert.True(staged.RemovesSelf);
        Assert.Equal(new LeafIndex(1), Assert.Single(staged.Adds).Index);
    }

    [Fact]
    public void An_external_commit_mixes_in_a_key_and_finds_the_tree_beside()
    {
        var (alice, bob) = (new TestClient("alice").Creates(), new TestClient("bob"));
        using var secret = new Secret([7]);
        ExternalPsk[] psks = [new("psk"u8.ToArray(), secret)];
        var info = alice.Group.ExportGroupInfo(withTree: false);

        var commit = MlsGroup.JoinExternally(info, bob.AsJoiner with { RatchetTree = alice.Group.ExportRatchetTree(), ExternalPsks = psks });
        Refusal.OfAny(MlsError.PskUnknown, alice.Group, commit.Message);
        alice.Group.Merge(alice.Takes<CommitReceived>(commit.Message, new ReceiveOptions { Validator = AcceptAll.Instance, ExternalPsks = psks }).Staged);

        Assert.Equal(commit.Group.EpochAuthenticator.ToArray(), alice.Group.EpochAuthenticator.ToArray());
        Refusal.Is(MlsError.TreeMissing, () => MlsGroup.JoinExternally(info, bob.AsJoiner));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void External_senders_and_joiners_propose_and_a_member_commits(CipherSuiteId suite)
    {
        var (alice, bob, carol) = (new TestClient("alice", suite), new TestClient("bob", suite), new TestClient("carol", suite));
        var server = new TestClient("server", suite);
        var senders = new ExternalSenders([new(new byte[1], alice.Credential), new(server.SignatureKey.PublicKey, server.Credential)]);
        _ = alice.Creates(senders.ToExtension());
        alice.Group.Merge(Added(alice, bob));
        var remove = OutsideProposal.ByExternalSender(alice.Group.GroupId, 1, 1, new Proposal.Remove(bob.Group.OwnLeaf), server.SignatureKey);
        var add = OutsideProposal.ToJoin(alice.Group.GroupId, 1, carol.KeyPackage, carol.SignatureKey);

        var fromServer = alice.Takes<ProposalReceived>(remove);
        var fromJoiner = alice.Takes<ProposalReceived>(add);
        var bundle = alice.Group.CreateCommit(new CommitRequest { ProposalReferences = [fromServer.Reference, fromJoiner.Reference] });
        alice.Group.Merge(bundle.Staged);
        carol.Joins(bundle.Welcome!.Value);

        Assert.Equal((SenderType.External, SenderType.NewMemberProposal), (fromServer.SenderType, fromJoiner.SenderType));
        Assert.Equal("hello", carol.Hears(alice.Says("hello")));
    }

    private static StagedCommit Added(TestClient alice, TestClient bob)
    {
        var bundle = alice.Group.CreateCommit(new CommitRequest { Adds = [bob.KeyPackage] });
        bob.Joins(bundle.Welcome!.Value);
        return bundle.Staged;
    }
}
