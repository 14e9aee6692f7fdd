using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tests.Validation;

namespace SecureDialogue.Mls.Tests.Scenarios;

public sealed class ProposalTests
{
    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void Proposals_of_every_kind_are_sent_alone_and_committed_by_another(CipherSuiteId suite)
    {
        var (alice, bob, carol, dave) = Four(suite);
        var group = TestGroup.Of(alice, bob, carol, dave);
        var erin = new TestClient("erin", suite);
        using var psk = new Secret([1, 2, 3]);
        ExternalPsk[] psks = [new("psk"u8.ToArray(), psk)];
        var known = new RequiredCapabilities([], [], [Credentials.CredentialType.Basic]).ToExtension();
        ProposalBundle[] sent =
        [
            bob.Group.ProposeUpdate(new LeafChange(), new MessageFraming { WireFormat = WireFormat.PublicMessage }),
            bob.Group.Propose(new Proposal.Remove(dave.Group.OwnLeaf)),
            bob.Group.Propose(new Proposal.Add(erin.KeyPackage), new MessageFraming { WireFormat = WireFormat.PublicMessage }),
            bob.Group.Propose(new Proposal.PreSharedKey(PreSharedKeyId.OfExternal(bob.Suite, psks[0].Id))),
            bob.Group.Propose(new Proposal.GroupContextExtensions([known])),
        ];
        foreach (var proposal in sent)
        {
            group.Send(bob, proposal.Message);
        }

        bob.Restarts();
        carol.Restarts();
        var before = bob.Group.Members[1].Leaf.EncryptionKey.ToArray();
        var bundle = group.Commit(
            alice,
            new CommitRequest { ProposalReferences = [.. sent.Select(proposal => proposal.Reference)], KnownPsks = psks },
            new ReceiveOptions { Validator = AcceptAll.Instance, ExternalPsks = psks });

        Assert.Equal(bob.Group.OwnLeaf, Assert.Single(bundle.Staged.Updates).Index);
        Assert.NotEqual(before, bob.Group.Members[1].Leaf.EncryptionKey.ToArray());
        Assert.Single(bundle.Staged.Psks);
        Assert.Equal(known.Type, Assert.Single(bob.Group.GroupContextExtensions).Type);
        erin.Group = MlsGroup.Join(bundle.Welcome!.Value.Span, erin.KeyPackage, erin.Secrets, new JoinOptions { Validator = AcceptAll.Instance, ExternalPsks = psks });
        Assert.Equal("updated", erin.Hears(bob.Says("updated")));
        Assert.Empty(alice.Group.PendingProposals);
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    public void A_member_takes_a_new_signature_key_by_an_update_or_a_commit(CipherSuiteId suite)
    {
        var (alice, bob, _, _) = Four(suite);
        var group = TestGroup.Of(alice, bob);
        var (one, two) = (SignatureKeyPair.Generate(bob.Suite), SignatureKeyPair.Generate(alice.Suite));

        var update = bob.Group.ProposeUpdate(new LeafChange { SignatureKey = one });
        group.Send(bob, update.Message);
        _ = group.Commit(alice, new CommitRequest { ProposalReferences = [update.Reference], Leaf = new LeafChange { SignatureKey = two } });

        Assert.Equal(one.PublicKey.ToArray(), alice.Group.Members[1].Leaf.SignatureKey.ToArray());
        Assert.Equal(two.PublicKey.ToArray(), bob.Group.Members[0].Leaf.SignatureKey.ToArray());
        bob.Restarts();
        Assert.Equal("new keys", alice.Hears(bob.Says("new keys")));
        Assert.Equal("new keys", bob.Hears(alice.Says("new keys")));
    }

    [Fact]
    public void Commits_travel_as_public_messages_too()
    {
        var (alice, bob, carol, _) = Four(CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519);
        var group = TestGroup.Of(alice, bob, carol);

        var bundle = group.Commit(alice, new CommitRequest { WireFormat = WireFormat.PublicMessage, Removes = [carol.Group.OwnLeaf] });

        Assert.Equal(WireFormat.PublicMessage, MlsGroup.PeekHeader(bundle.Message.Span).WireFormat);
        Assert.Equal("here", bob.Hears(alice.Says("here")));
    }

    [Fact]
    public void A_proposal_waits_until_its_epoch_ends()
    {
        var (alice, bob, carol, dave) = Four(CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519);
        var group = TestGroup.Of(alice, bob, carol);
        var proposal = bob.Group.Propose(new Proposal.Add(dave.KeyPackage));
        group.Send(bob, proposal.Message);
        var pending = Assert.Single(alice.Group.PendingProposals);
        Assert.Equal((SenderType.Member, bob.Group.OwnLeaf), (pending.SenderType, pending.Sender));

        _ = group.Commit(carol, new CommitRequest());

        Assert.Empty(alice.Group.PendingProposals);
        Refusal.OfOwn(MlsError.ProposalUnknown, alice.Group, () => alice.Group.CreateCommit(new CommitRequest { ProposalReferences = [proposal.Reference] }));
        Refusal.OfAny(MlsError.EpochMismatch, alice.Group, proposal.Message);
    }

    [Fact]
    public void A_receiver_of_adds_and_removes_only_keeps_no_proposal()
    {
        var (alice, bob, carol, _) = Four(CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519);
        _ = TestGroup.Of(alice, bob, carol);

        var received = alice.Group.Receive(bob.Group.Propose(new Proposal.Remove(carol.Group.OwnLeaf)).Message.Span, AcceptAll.Instance);

        Assert.IsType<ProposalReceived>(received);
        Assert.Empty(alice.Group.PendingProposals);
    }

    [Fact]
    public void Own_updates_and_external_inits_are_not_proposed_by_hand()
    {
        var alice = new TestClient("alice").Creates();

        Assert.Throws<ArgumentException>(() => alice.Group.Propose(new Proposal.Update(alice.KeyPackage.LeafNode)));
        Assert.Throws<ArgumentException>(() => alice.Group.Propose(new Proposal.ExternalInit(default)));
    }

    private static (TestClient Alice, TestClient Bob, TestClient Carol, TestClient Dave) Four(CipherSuiteId suite) =>
        (new TestClient("alice", suite), new TestClient("bob", suite), new TestClient("carol", suite), new TestClient("dave", suite));
}
