using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tree;
using SecureDialogue.Mls.Welcomes;

namespace SecureDialogue.Mls.Tests.Validation;

/// <summary>An external commit made step by step, with one thing changed; as it stands it is good. The member lends what a GroupInfo says.</summary>
internal sealed record ForgedExternalCommit(TestClient Member, TestClient Joiner)
{
    internal LeafIndex? Removes { get; init; }

    internal Func<IReadOnlyList<ProposalOrRef>, IReadOnlyList<ProposalOrRef>> List { get; init; } = list => list;

    internal Func<LeafNode, LeafNode> Leaf { get; init; } = leaf => leaf;

    internal Func<UpdatePath, UpdatePath?> Path { get; init; } = path => path;

    internal SignatureKeyPair? Signer { get; init; }

    internal Func<byte[], byte[]> Tag { get; init; } = tag => tag;

    private GroupState State => Member.Group.State;

    internal byte[] Encode()
    {
        var key = Signer ?? Joiner.SignatureKey;
        using var external = ExternalInit.KeyPair(State.Suite, State.Secrets.ExternalSecret);
        var (externalInit, init) = ExternalInit.Create(State.Suite, external.PublicKey.Span);
        var tree = State.Tree.Copy();
        List<ProposalOrRef> list = [new ProposalOrRef.ByValue(externalInit)];
        if (Removes is { } old)
        {
            tree.RemoveLeaf(old);
            list.Add(new ProposalOrRef.ByValue(new Proposal.Remove(old)));
        }

        var own = tree.AddLeaf(Leaf(Joiner.KeyPackage.LeafNode with { SignatureKey = key.PublicKey }));
        using var fresh = TreeKem.CreatePath(tree, own, key, State.Context.GroupId.Span);
        var provisional = State.ProvisionalContext(tree);
        var path = Path(TreeKem.SealPath(State.Suite, tree, fresh, TlsEncoding.Encode(provisional), []));
        var content = new FramedContent
        {
            GroupId = State.Context.GroupId,
            Epoch = State.Context.Epoch,
            Sender = new Sender(SenderType.NewMemberCommit, 0),
            AuthenticatedData = default,
            Content = new MessageContent.OfCommit(new Commit(List(list), path)),
        };
        var signed = AuthenticatedContent.Sign(WireFormat.PublicMessage, content, State.Context, Joiner.SignatureKey);
        using var change = new EpochChange(EpochStart.Of(State) with { InitSecret = init }, signed, provisional, fresh.Secrets.CommitSecret);
        return TlsEncoding.Encode(MlsMessage.Of(PublicMessage.FromOutside(signed.WithConfirmationTag(Tag(change.ConfirmationTag)))));
    }
}
