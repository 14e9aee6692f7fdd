using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Proposals;
using SecureDialogue.Mls.Tests.Scenarios;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Tests.Validation;

/// <summary>A commit made step by step from a member's secrets, with one thing changed; as it stands it is good.</summary>
internal sealed record ForgedCommit(TestClient Client, params Proposal[] Proposals)
{
    internal bool HasPath { get; init; } = true;

    internal Func<UpdatePath, UpdatePath> Path { get; init; } = path => path;

    internal Func<byte[], byte[]> Tag { get; init; } = tag => tag;

    internal bool IsPublic { get; init; }

    private GroupState State => Client.Group.State;

    /// <summary>A commit whose list alone is looked at; its tag is nothing.</summary>
    internal static byte[] OfList(TestClient client, params ProposalOrRef[] list) =>
        new ForgedMessage(client, new MessageContent.OfCommit(new Commit(list, null))).AsPrivate();

    internal byte[] Encode()
    {
        var tree = State.Tree.Copy();
        var applied = ProposalApplier.Apply(tree, Proposals, State.Own);
        using var fresh = HasPath ? TreeKem.CreatePath(tree, State.Own, State.SignatureKey, State.Context.GroupId.Span) : null;
        var path = fresh is null
            ? null
            : Path(TreeKem.SealPath(State.Suite, tree, fresh, TlsEncoding.Encode(State.ProvisionalContext(tree)), applied.AddedLeaves));
        var list = Proposals.Select(proposal => new ProposalOrRef.ByValue(proposal)).ToList();
        var message = new ForgedMessage(Client, new MessageContent.OfCommit(new Commit(list, path)));
        var signed = message.Sign(IsPublic ? WireFormat.PublicMessage : WireFormat.PrivateMessage);
        using var zero = new Secret(State.Suite.HashBytes);
        using var change = new EpochChange(State, signed, tree, fresh?.Secrets.CommitSecret ?? zero);
        message = message with { ConfirmationTag = Tag(change.ConfirmationTag) };
        return IsPublic ? message.AsPublic() : message.AsPrivate();
    }

    /// <summary>The committer's leaf, changed and signed again.</summary>
    internal Func<UpdatePath, UpdatePath> Leaf(Func<LeafNode, LeafNode> change) => path => path with
    {
        LeafNode = change(path.LeafNode).Sign(State.SignatureKey, State.Context.GroupId.Span, State.Own),
    };
}
