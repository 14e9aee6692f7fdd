using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Validation;

/// <summary>Senders who are not members, and external commits (RFC 9420 §6, §12.1.8, §12.2, §12.4.3.2).</summary>
public sealed class OutsiderRefusalTests
{
    private readonly TestClient _server = new("server");
    private readonly TestClient _alice = new("alice");
    private readonly TestClient _bob = new("bob");
    private readonly TestClient _carol = new("carol");

    public OutsiderRefusalTests()
    {
        _ = _alice.Creates(new ExternalSenders([new(_server.SignatureKey.PublicKey, _server.Credential)]).ToExtension());
        var bundle = _alice.Group.CreateCommit(new CommitRequest { Adds = [_bob.KeyPackage] });
        _alice.Group.Merge(bundle.Staged);
        _bob.Joins(bundle.Welcome!.Value);
        Accepts(Forged);
    }

    private static Proposal RemoveFirst => new Proposal.Remove(new LeafIndex(0));

    private ForgedExternalCommit Forged => new(_alice, _carol);

    [Fact]
    public void An_external_sender_is_named_by_the_group_and_signs_with_its_key()
    {
        Refuses(MlsError.ExternalSenderUnknown, FromServer(RemoveFirst, index: 1));
        Refuses(MlsError.ExternalSenderUnknown, FromServer(RemoveFirst, index: int.MaxValue));
        Refuses(MlsError.MessageSignatureInvalid, OutsideProposal.ByExternalSender(_bob.Group.GroupId, 1, 0, RemoveFirst, _carol.SignatureKey));
        Refuses(MlsError.EpochMismatch, OutsideProposal.ByExternalSender(_bob.Group.GroupId, 2, 0, RemoveFirst, _server.SignatureKey));
        Refuses(MlsError.GroupIdMismatch, OutsideProposal.ByExternalSender(new byte[1], 1, 0, RemoveFirst, _server.SignatureKey));
        _ = _bob.Takes<ProposalReceived>(FromServer(RemoveFirst));
    }

    [Fact]
    public void A_group_without_external_senders_hears_none()
    {
        var dave = new TestClient("dave").Creates();

        Refusal.OfAny(
            MlsError.ExternalSenderUnknown,
            dave.Group,
            OutsideProposal.ByExternalSender(dave.Group.GroupId, 0, 0, RemoveFirst, _server.SignatureKey));
        _ = dave.Takes<ProposalReceived>(OutsideProposal.ToJoin(dave.Group.GroupId, 0, _carol.KeyPackage, _carol.SignatureKey));
    }

    [Fact]
    public void Outsiders_propose_only_what_they_may()
    {
        var update = new Proposal.Update(_carol.KeyPackage.LeafNode);
        Refuses(MlsError.ProposalSenderWrong, FromServer(update));
        Refuses(MlsError.ProposalSenderWrong, FromServer(new Proposal.ExternalInit(new byte[32])));
        Refuses(MlsError.ProposalSenderWrong, FromJoiner(RemoveFirst));
        Refuses(MlsError.ProposalSenderWrong, FromJoiner(update));

        _ = _bob.Takes<ProposalReceived>(FromServer(new Proposal.Add(_carol.KeyPackage)));
        _ = _bob.Takes<ProposalReceived>(FromServer(new Proposal.GroupContextExtensions([])));
    }

    [Fact]
    public void Who_asks_to_join_signs_with_the_key_of_its_package()
    {
        Refuses(MlsError.MessageSignatureInvalid, OutsideProposal.ToJoin(_bob.Group.GroupId, 1, _carol.KeyPackage, _server.SignatureKey));
        Refuses(
            MlsError.KeyPackageSignatureInvalid,
            OutsideProposal.ToJoin(_bob.Group.GroupId, 1, _carol.KeyPackage with { Signature = new byte[64] }, _carol.SignatureKey));
        _ = _bob.Takes<ProposalReceived>(OutsideProposal.ToJoin(_bob.Group.GroupId, 1, _carol.KeyPackage, _carol.SignatureKey));
    }

    [Theory]
    [InlineData((byte)2)]
    [InlineData((byte)3)]
    public void Outsiders_commit_nothing(byte sender)
    {
        var commit = new MessageContent.OfCommit(new Commit([], null));

        Refuses(
            MlsError.SenderContentMismatch,
            new ForgedMessage(_alice, commit) { Sender = new Sender((SenderType)sender, 0) }.AsUntaggedPublic());
        Accepts(Forged);
    }

    [Fact]
    public void Who_joins_by_a_commit_proposes_nothing_alone()
    {
        Refuses(
            MlsError.SenderContentMismatch,
            new ForgedMessage(_alice, new MessageContent.OfProposal(RemoveFirst)) { Sender = new Sender(SenderType.NewMemberCommit, 0) }.AsUntaggedPublic());
        Accepts(Forged);
    }

    [Fact]
    public void Who_takes_members_only_hears_no_outsider()
    {
        Refusal.Of(MlsError.SenderNotSupported, _bob.Group, FromServer(RemoveFirst));
        Refusal.Of(MlsError.SenderNotSupported, _bob.Group, Forged.Encode());
        Accepts(Forged);
        _ = _bob.Takes<ProposalReceived>(FromServer(RemoveFirst));
    }

    [Fact]
    public void An_external_commit_has_one_external_init()
    {
        Refuses(MlsError.ExternalInitCountWrong, Forged with { List = _ => [] });
        Refuses(MlsError.ExternalInitCountWrong, Forged with { List = list => [.. list, .. list] });
        Refuses(MlsError.PublicKeyInvalid, Forged with { List = _ => [ByValue(new Proposal.ExternalInit(new byte[32]))] });
        Refuses(MlsError.PublicKeyInvalid, Forged with { List = _ => [ByValue(new Proposal.ExternalInit(new byte[31]))] });
        Accepts(Forged);
    }

    [Fact]
    public void An_external_commit_holds_one_remove_and_psks_besides_all_by_value()
    {
        Refuses(MlsError.ExternalCommitProposalWrong, With(new ProposalOrRef.ByReference(new byte[32])));
        Refuses(MlsError.ExternalCommitProposalWrong, With(ByValue(new Proposal.Add(_carol.KeyPackage))));
        Refuses(MlsError.ExternalCommitProposalWrong, With(ByValue(new Proposal.GroupContextExtensions([]))));
        Refuses(MlsError.ExternalCommitProposalWrong, With(ByValue(new Proposal.Update(_carol.KeyPackage.LeafNode))));
        Refuses(MlsError.ExternalCommitProposalWrong, With(ByValue(RemoveFirst), ByValue(new Proposal.Remove(new LeafIndex(1)))));
        Refuses(MlsError.RemovedLeafUnknown, With(ByValue(new Proposal.Remove(new LeafIndex(2)))));
        Refuses(MlsError.PskNonceInvalid, With(ByValue(new Proposal.PreSharedKey(new PreSharedKeyId.External(default, default)))));
        Accepts(new ForgedExternalCommit(_alice, new TestClient("alice")) { Removes = new LeafIndex(0) });
    }

    [Fact]
    public void An_external_commit_has_a_path_that_fits_and_is_signed_by_its_leaf()
    {
        Refuses(MlsError.PathMissing, Forged with { Path = _ => null });
        Refuses(MlsError.PathShapeWrong, Forged with { Path = path => path with { Nodes = [] } });
        Refuses(MlsError.MessageSignatureInvalid, Forged with { Signer = _server.SignatureKey });
        Refuses(MlsError.LeafSignatureInvalid, Forged with { Path = path => path with { LeafNode = path.LeafNode with { Signature = new byte[64] } } });
        Refuses(MlsError.LeafSourceWrong, Forged with { Path = path => path with { LeafNode = _carol.KeyPackage.LeafNode } });
        Refuses(MlsError.ConfirmationTagInvalid, Forged with { Tag = _ => new byte[32] });
        Accepts(Forged);
    }

    [Fact]
    public void The_signature_key_of_an_external_commit_is_in_the_tree_once()
    {
        _carol.SignatureKey = _bob.SignatureKey;

        Refuses(MlsError.SignatureKeyNotUnique, Forged);
        Accepts(new ForgedExternalCommit(_alice, new TestClient("carol")));
    }

    [Fact]
    public void Who_comes_back_is_who_was_there_whatever_its_signature_key()
    {
        var otherAlice = new TestClient("alice");

        Refuses(MlsError.CredentialRefused, Forged with { Removes = new LeafIndex(0) });
        Accepts(new ForgedExternalCommit(_alice, otherAlice) { Removes = new LeafIndex(0) });
    }

    [Fact]
    public void Who_joins_is_judged_and_meets_the_groups_demands()
    {
        Refusal.OfAny(MlsError.CredentialRefused, _bob.Group, Forged.Encode(), new ReceiveOptions { Validator = new RefuseNamed("carol") });
        Refuses(
            MlsError.LeafCapabilitiesIncomplete,
            Forged with { Leaf = leaf => leaf with { Capabilities = leaf.Capabilities with { Credentials = [] } } });
        Accepts(Forged);
    }

    [Fact]
    public void A_group_info_to_join_by_has_a_key_a_tree_and_a_members_signature()
    {
        var info = Framing.MlsMessage.Decode<GroupInfo>(_alice.Group.ExportGroupInfo());
        GroupInfo Without(ExtensionType type) => info with { Extensions = [.. info.Extensions.Where(extension => extension.Type != type)] };

        RefusesInfo(MlsError.ExternalPubMissing, Without(ExtensionType.ExternalPub).Sign(_alice.SignatureKey));
        RefusesInfo(MlsError.TreeMissing, Without(ExtensionType.RatchetTree).Sign(_alice.SignatureKey));
        RefusesInfo(MlsError.GroupInfoSignatureInvalid, info with { Signature = new byte[64] });
        RefusesInfo(MlsError.GroupInfoSignerUnknown, info with { Signer = new LeafIndex(9) });
        RefusesInfo(MlsError.WelcomeSuiteMismatch, info with { Context = info.Context with { CipherSuite = CipherSuiteId.P256Aes128GcmSha256P256 } });
        RefusesInfo(MlsError.TreeHashMismatch, (info with { Context = info.Context with { TreeHash = new byte[32] } }).Sign(_alice.SignatureKey));
        RefusesInfo(MlsError.EpochMismatch, (info with { Context = info.Context with { Epoch = ulong.MaxValue } }).Sign(_alice.SignatureKey));
        Refusal.Is(
            MlsError.RemovedLeafUnknown,
            () => MlsGroup.JoinExternally(_alice.Group.ExportGroupInfo(), _carol.AsJoiner with { Removes = new LeafIndex(5) }));
        Refusal.Is(
            MlsError.PublicKeyInvalid,
            () => Join((info with { Extensions = [.. Without(ExtensionType.ExternalPub).Extensions, new ExternalPub(new byte[32]).ToExtension()] }).Sign(_alice.SignatureKey)));
        Join(info);
    }

    private static ProposalOrRef.ByValue ByValue(Proposal proposal) => new ProposalOrRef.ByValue(proposal);

    private byte[] FromServer(Proposal proposal, int index = 0) =>
        OutsideProposal.ByExternalSender(_bob.Group.GroupId, 1, index, proposal, _server.SignatureKey);

    private byte[] FromJoiner(Proposal proposal) =>
        new ForgedMessage(_alice, new MessageContent.OfProposal(proposal)) { Sender = new Sender(SenderType.NewMemberProposal, 0) }.AsUntaggedPublic();

    private ForgedExternalCommit With(params ProposalOrRef[] more) => Forged with { List = list => [.. list, .. more] };

    private void Join(GroupInfo info) => MlsGroup.JoinExternally(Codec.TlsEncoding.Encode(MlsMessage.Of(info)), _carol.AsJoiner).Group.Dispose();

    private void RefusesInfo(MlsError error, GroupInfo info) => Refusal.Is(error, () => Join(info));

    private void Accepts(ForgedExternalCommit commit) => _bob.Takes<CommitReceived>(commit.Encode()).Staged.Dispose();

    private void Refuses(MlsError error, ForgedExternalCommit commit) => Refuses(error, commit.Encode());

    private void Refuses(MlsError error, byte[] message) => Refusal.OfAny(error, _bob.Group, message);
}
