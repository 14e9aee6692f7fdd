using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Proposals;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Validation;

/// <summary>Proposals by themselves and in lists (RFC 9420 §12.1, §12.2). Carol proposes, Alice commits, Bob judges.</summary>
public sealed class ProposalRefusalTests
{
    private static readonly MessageFraming InClear = new() { WireFormat = WireFormat.PublicMessage };

    private readonly TestClient _alice = new("alice");
    private readonly TestClient _bob = new("bob");
    private readonly TestClient _carol = new("carol");
    private readonly TestClient _dave = new("dave");
    private readonly TestGroup _group;

    public ProposalRefusalTests() => _group = TestGroup.Of(_alice, _bob, _carol);

    private LeafNode GoodUpdate => Update(leaf => leaf);

    [Fact]
    public void A_commit_refers_to_proposals_that_were_received()
    {
        var proposal = _carol.Group.Propose(new Proposal.Add(_dave.KeyPackage), InClear);
        _ = _alice.Takes<ProposalReceived>(proposal.Message);
        var commit = Commit(new CommitRequest { ProposalReferences = [proposal.Reference] });

        Refusal.OfAny(MlsError.ProposalUnknown, _bob.Group, commit);
        _ = _bob.Takes<ProposalReceived>(proposal.Message);
        Accepts(commit);
    }

    [Fact]
    public void A_committer_does_not_take_up_its_own_update()
    {
        var update = _alice.Group.ProposeUpdate(new LeafChange(), InClear);
        _group.Send(_alice, update.Message);

        RefusesList(MlsError.UpdateByCommitter, new ProposalOrRef.ByReference(update.Reference));
        RefusesList(MlsError.UpdateByCommitter, ByValue(new Proposal.Update(GoodUpdate)));
        Refusal.OfOwn(MlsError.UpdateByCommitter, _alice.Group, () => _alice.Group.CreateCommit(new CommitRequest { ProposalReferences = [update.Reference] }));
        Accepts(_carol.Group.CreateCommit(new CommitRequest { ProposalReferences = [update.Reference] }).Message);
    }

    [Fact]
    public void One_leaf_changes_once()
    {
        var (one, two) = (_carol.Group.ProposeUpdate(new LeafChange(), InClear), _carol.Group.ProposeUpdate(new LeafChange(), InClear));
        _group.Send(_carol, one.Message);
        _group.Send(_carol, two.Message);
        var (first, second) = (new ProposalOrRef.ByReference(one.Reference), new ProposalOrRef.ByReference(two.Reference));

        RefusesList(MlsError.RemoveDuplicate, first, second);
        RefusesList(MlsError.RemoveDuplicate, first, ByValue(new Proposal.Remove(_carol.Group.OwnLeaf)));
        RefusesList(MlsError.RemoveDuplicate, ByValue(new Proposal.Remove(_carol.Group.OwnLeaf)), ByValue(new Proposal.Remove(_carol.Group.OwnLeaf)));
        Accepts(Commit(new CommitRequest { ProposalReferences = [one.Reference] }));
    }

    [Fact]
    public void An_update_has_a_new_key_its_own_source_and_a_signature_for_its_place()
    {
        var old = _alice.Group.Members[0].Leaf;

        RefusesProposal(MlsError.UpdateKeyUnchanged, new Proposal.Update(Update(leaf => leaf with { EncryptionKey = old.EncryptionKey })));
        RefusesProposal(MlsError.LeafSourceWrong, new Proposal.Update(_dave.KeyPackage.LeafNode));
        RefusesProposal(MlsError.LeafSignatureInvalid, new Proposal.Update(GoodUpdate.Sign(_alice.SignatureKey, _alice.Group.GroupId.Span, new LeafIndex(1))));
        RefusesProposal(MlsError.LeafSignatureInvalid, new Proposal.Update(GoodUpdate.Sign(_alice.SignatureKey, "other"u8, new LeafIndex(0))));
        RefusesProposal(MlsError.PublicKeyInvalid, new Proposal.Update(Update(leaf => leaf with { EncryptionKey = new byte[31] })));
        RefusesProposal(MlsError.CredentialRefused, new Proposal.Update(Update(leaf => leaf with { Credential = _bob.Credential })));
        AcceptsProposal(new Proposal.Update(GoodUpdate));
    }

    [Fact]
    public void Another_credential_is_the_applications_to_judge()
    {
        var update = new ForgedMessage(_alice, new MessageContent.OfProposal(new Proposal.Update(Update(leaf => leaf with { Credential = _dave.Credential }))));

        Refusal.OfAny(MlsError.CredentialRefused, _bob.Group, update.AsPublic());
        _ = _bob.Takes<ProposalReceived>(update.AsPublic(), new ReceiveOptions { Validator = AcceptChanges.Instance });
    }

    [Fact]
    public void An_add_alone_is_checked_like_one_in_a_commit()
    {
        RefusesProposal(MlsError.KeyPackageSignatureInvalid, new Proposal.Add(_dave.KeyPackage with { Signature = new byte[64] }));
        Refusal.OfAny(
            MlsError.CredentialRefused,
            _bob.Group,
            new ForgedMessage(_alice, new MessageContent.OfProposal(new Proposal.Add(_dave.KeyPackage))).AsPublic(),
            new ReceiveOptions { Validator = new RefuseNamed("dave") });
        AcceptsProposal(new Proposal.Add(_dave.KeyPackage));
    }

    [Fact]
    public void A_remove_names_a_member()
    {
        RefusesProposal(MlsError.RemovedLeafUnknown, new Proposal.Remove(new LeafIndex(3)));
        RefusesProposal(MlsError.RemovedLeafUnknown, new Proposal.Remove(new LeafIndex(uint.MaxValue)));
        AcceptsProposal(new Proposal.Remove(new LeafIndex(0)));
    }

    [Fact]
    public void Pre_shared_keys_are_named_once_with_a_full_nonce_for_the_applications_reasons()
    {
        var id = PreSharedKeyId.OfExternal(_alice.Suite, "psk"u8.ToArray());
        using var secret = new Secret([1]);
        ExternalPsk[] psks = [new("psk"u8.ToArray(), secret)];

        RefusesList(MlsError.PskDuplicate, Psk(id), Psk(id));
        RefusesList(MlsError.PskNonceInvalid, Psk(id with { Nonce = new byte[31] }));
        RefusesList(MlsError.PskUsageWrong, Psk(PreSharedKeyId.OfResumption(_alice.Suite, ResumptionPskUsage.Branch, _alice.Group.GroupId, 1)));
        RefusesList(MlsError.PskUsageWrong, Psk(PreSharedKeyId.OfResumption(_alice.Suite, ResumptionPskUsage.ReInit, _alice.Group.GroupId, 1)));
        RefusesProposal(MlsError.PskNonceInvalid, new Proposal.PreSharedKey(id with { Nonce = default }));
        var twice = Commit(new CommitRequest { ExternalPsks = [psks[0], psks[0]] });
        Refusal.OfAny(MlsError.PskUnknown, _bob.Group, twice);
        Accepts(twice, new ReceiveOptions { Validator = AcceptAll.Instance, ExternalPsks = psks });
    }

    [Fact]
    public void A_wrong_pre_shared_key_gives_another_epoch()
    {
        using var right = new Secret([1]);
        using var wrong = new Secret([2]);
        var commit = Commit(new CommitRequest { ExternalPsks = [new ExternalPsk("psk"u8.ToArray(), right)] });

        Refusal.OfAny(MlsError.ConfirmationTagInvalid, _bob.Group, commit, WithPsk(wrong));
        Accepts(commit, WithPsk(right));
    }

    [Fact]
    public void Group_extensions_change_once_and_are_understood_by_all()
    {
        var (none, unknown) = (new Proposal.GroupContextExtensions([]), new Extension(new ExtensionType(0xf0d1), default));
        var required = new RequiredCapabilities([unknown.Type], [], []).ToExtension();

        RefusesList(MlsError.GroupContextExtensionsDuplicate, ByValue(none), ByValue(none));
        RefusesProposal(MlsError.Truncated, new Proposal.GroupContextExtensions([new Extension(ExtensionType.ExternalSenders, new byte[] { 9 })]));
        Refuses(MlsError.RequiredCapabilitiesNotMet, new ForgedCommit(_alice, new Proposal.GroupContextExtensions([required])));
        Refuses(MlsError.RequiredCapabilitiesNotMet, new ForgedCommit(_alice, new Proposal.GroupContextExtensions([unknown])));
        Refusal.OfOwn(MlsError.RequiredCapabilitiesNotMet, _alice.Group, () => _alice.Group.CreateCommit(new CommitRequest { GroupContextExtensions = [required] }));
        Accepts(Commit(new CommitRequest { GroupContextExtensions = [new RequiredCapabilities([], [], [CredentialType.Basic]).ToExtension()] }));
    }

    [Fact]
    public void Added_leaves_fit_the_extensions_of_the_same_commit()
    {
        var ours = new ExtensionType(0xf0d1);
        var required = new RequiredCapabilities([], [new ProposalType(0xf0d2)], []).ToExtension();

        Refuses(
            MlsError.RequiredCapabilitiesNotMet,
            new ForgedCommit(_alice, new Proposal.GroupContextExtensions([required]), new Proposal.Add(_dave.KeyPackage)));
        Refuses(
            MlsError.RequiredCapabilitiesNotMet,
            new ForgedCommit(_alice, new Proposal.GroupContextExtensions([new Extension(ours, default)]), new Proposal.Add(_dave.KeyPackage)));
        Accepts(Commit(new CommitRequest { GroupContextExtensions = [], Adds = [_dave.KeyPackage] }));
    }

    [Fact]
    public void A_reinit_stands_alone_and_does_not_go_back()
    {
        var reInit = new Proposal.ReInit("next"u8.ToArray(), ProtocolVersion.Mls10, _alice.Suite.Id, []);

        RefusesList(MlsError.ReInitNotAlone, ByValue(reInit), ByValue(new Proposal.Remove(_carol.Group.OwnLeaf)));
        RefusesList(MlsError.ReInitNotAlone, ByValue(reInit), ByValue(reInit));
        RefusesProposal(MlsError.ReInitVersionTooOld, reInit with { Version = ProtocolVersion.None });
        Accepts(Commit(new CommitRequest { ReInit = reInit }));
    }

    [Fact]
    public void Members_make_no_external_init()
    {
        RefusesList(MlsError.ExternalInitMisplaced, ByValue(new Proposal.ExternalInit(new byte[32])));
        RefusesProposal(MlsError.ProposalSenderWrong, new Proposal.ExternalInit(new byte[32]));
        Accepts(Commit(new CommitRequest()));
    }

    [Fact]
    public void Every_kind_of_list_but_adds_psks_and_reinit_needs_a_path()
    {
        var update = _carol.Group.ProposeUpdate(new LeafChange(), InClear);
        _group.Send(_carol, update.Message);

        RefusesList(MlsError.PathMissing);
        RefusesList(MlsError.PathMissing, new ProposalOrRef.ByReference(update.Reference));
        RefusesList(MlsError.PathMissing, ByValue(new Proposal.Remove(_carol.Group.OwnLeaf)));
        RefusesList(MlsError.PathMissing, ByValue(new Proposal.GroupContextExtensions([])));
        Accepts(new ForgedCommit(_alice, new Proposal.Add(_dave.KeyPackage)) { HasPath = false }.Encode());
        Accepts(Commit(new CommitRequest { ReInit = new Proposal.ReInit("next"u8.ToArray(), ProtocolVersion.Mls10, _alice.Suite.Id, []) }));
    }

    [Fact]
    public void Only_so_many_proposals_wait_in_an_epoch()
    {
        var remove = new Proposal.Remove(_bob.Group.OwnLeaf);
        ReadOnlyMemory<byte> last = default;
        for (var i = 0; i < ProposalCache.MaxCount; i++)
        {
            last = _alice.Group.Propose(remove, InClear with { AuthenticatedData = BitConverter.GetBytes(i) }).Message;
            _ = _bob.Takes<ProposalReceived>(last);
        }

        Refusal.OfAny(MlsError.ProposalsTooMany, _bob.Group, _carol.Group.Propose(remove, InClear).Message);
        Refusal.OfOwn(MlsError.ProposalsTooMany, _alice.Group, () => _alice.Group.Propose(remove, InClear));
        _ = _bob.Takes<ProposalReceived>(last);
        Assert.Equal(ProposalCache.MaxCount, _bob.Group.PendingProposals.Count);
    }

    [Fact]
    public void A_lifetime_as_a_whole_is_bounded()
    {
        var (shortLived, _) = _dave.NewKeyPackage(_dave.KeyPackage.LeafNode.Capabilities, [], new Lifetime(1000, 1100));
        var options = new ReceiveOptions { Validator = AcceptAll.Instance, CurrentTime = 1050, MaxLifetime = 100 };
        var backwards = _dave.NewKeyPackage(_dave.KeyPackage.LeafNode.Capabilities, [], new Lifetime(1100, 1000)).KeyPackage;

        Refusal.OfAny(MlsError.LeafLifetimeTooLong, _bob.Group, Commit(new CommitRequest { Adds = [_dave.KeyPackage] }), options);
        Refusal.OfAny(MlsError.LeafLifetimeOver, _bob.Group, Commit(new CommitRequest { Adds = [shortLived] }), options with { CurrentTime = 1101 });
        Refusal.OfPackage(MlsError.LeafLifetimeTooLong, shortLived, _dave.Suite, maxLifetime: 99);
        Refusal.OfPackage(MlsError.LeafLifetimeTooLong, backwards, _dave.Suite, maxLifetime: 99);
        Acceptance.OfPackage(shortLived, _dave.Suite, maxLifetime: 100);
        Accepts(Commit(new CommitRequest { Adds = [shortLived] }), options);
    }

    private static ProposalOrRef.ByValue ByValue(Proposal proposal) => new ProposalOrRef.ByValue(proposal);

    private static ProposalOrRef.ByValue Psk(PreSharedKeyId id) => ByValue(new Proposal.PreSharedKey(id));

    private static ReceiveOptions WithPsk(Secret secret) =>
        new() { Validator = AcceptAll.Instance, ExternalPsks = [new ExternalPsk("psk"u8.ToArray(), secret)] };

    private LeafNode Update(Func<LeafNode, LeafNode> change)
    {
        using var pair = HpkeKeyPair.Generate(_alice.Suite);
        var leaf = _alice.Group.Members[0].Leaf with { EncryptionKey = pair.PublicKey, Source = LeafNodeSource.Update, Lifetime = null };
        return change(leaf).Sign(_alice.SignatureKey, _alice.Group.GroupId.Span, new LeafIndex(0));
    }

    // In clear, so that the ratchet that forged messages are sealed with stays where it is.
    private ReadOnlyMemory<byte> Commit(CommitRequest request) =>
        _alice.Group.CreateCommit(request with { WireFormat = WireFormat.PublicMessage }).Message;

    private void Accepts(ReadOnlyMemory<byte> commit, ReceiveOptions? options = null)
    {
        var before = _bob.Group.Save();
        _bob.Takes<CommitReceived>(commit, options).Staged.Dispose();
        Assert.Equal(before, _bob.Group.Save());
    }

    private void AcceptsProposal(Proposal proposal) =>
        _bob.Takes<ProposalReceived>(new ForgedMessage(_alice, new MessageContent.OfProposal(proposal)).AsPublic());

    private void RefusesProposal(MlsError error, Proposal proposal)
    {
        var message = new ForgedMessage(_alice, new MessageContent.OfProposal(proposal));
        Refusal.OfAny(error, _bob.Group, message.AsPublic());
        Refusal.OfAny(error, _bob.Group, message.AsPrivate());
    }

    private void Refuses(MlsError error, ForgedCommit commit) => Refusal.OfAny(error, _bob.Group, commit.Encode());

    private void RefusesList(MlsError error, params ProposalOrRef[] list) =>
        Refusal.OfAny(error, _bob.Group, ForgedCommit.OfList(_alice, list));
}
