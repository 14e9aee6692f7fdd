using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Proposals;
using SecureDialogue.Mls.Secrets;
using SecureDialogue.Mls.Tree;
using SecureDialogue.Mls.Welcomes;

namespace SecureDialogue.Mls.Commits;

/// <summary>
/// Makes a commit (RFC 9420 §12.4.1): proposals on a copy of the tree, a fresh path sealed under the new epoch's provisional
/// context, a signature under the old one, the confirmation tag of the new one.
/// </summary>
internal static class CommitBuilder
{
    internal static CommitBundle Build(GroupState state, CommitRequest request)
    {
        var proposals = ProposalsOf(state, request);
        CommitRules.RequireAdds(state, proposals);
        var tree = state.Tree.Copy();
        var applied = ProposalApplier.Apply(tree, proposals, state.Own);
        var needsPath = request.ForcePath || ProposalListRules.NeedsPath(proposals);
        using var path = needsPath
            ? TreeKem.CreatePath(tree, state.Own, state.SignatureKey, state.Context.GroupId.Span)
            : null;
        CommitRules.RequireTree(tree);
        var signed = Sign(state, request, proposals, SealPath(state, tree, path, applied));
        using var zero = new Secret(state.Suite.HashBytes);
        using var change = new EpochChange(state, signed, tree, path?.Secrets.CommitSecret ?? zero);
        signed = signed.WithConfirmationTag(change.ConfirmationTag);
        var next = EnterNext(state, change, tree, path);
        // Typed here: a null array would become an empty Welcome, not an absent one.
        ReadOnlyMemory<byte>? welcome = applied.Adds.Count == 0
            ? null
            : WelcomeBuilder.Build(next, change, applied.Adds, path, request.GroupInfoExtensions);
        var staged = new StagedCommit(state, tree, applied, next) { PathLeaf = path?.LeafNode };
        return new CommitBundle(Seal(state, signed), welcome, staged);
    }

    private static List<Proposal> ProposalsOf(GroupState state, CommitRequest request)
    {
        var isValid = !request.Removes.Contains(state.Own)
            && request.Removes.Distinct().Count() == request.Removes.Count
            && request.Removes.All(index => state.Tree.Leaf(index) is not null);
        return isValid
            ? [.. request.Removes.Select(index => new Proposal.Remove(index)), .. request.Adds.Select(package => new Proposal.Add(package))]
            : throw new ArgumentException("Each removed leaf is named once, is in the tree and is not the own one.", nameof(request));
    }

    private static UpdatePath? SealPath(GroupState state, RatchetTree tree, FreshPath? path, AppliedProposals applied) => path is null
        ? null
        : TreeKem.SealPath(state.Suite, tree, path, TlsEncoding.Encode(state.ProvisionalContext(tree)), applied.AddedLeaves);

    private static AuthenticatedContent Sign(GroupState state, CommitRequest request, List<Proposal> proposals, UpdatePath? path)
    {
        var list = proposals.Select(proposal => new ProposalOrRef.ByValue(proposal)).ToList();
        var content = new FramedContent
        {
            GroupId = state.Context.GroupId,
            Epoch = state.Context.Epoch,
            Sender = Sender.Member(state.Own),
            AuthenticatedData = request.AuthenticatedData,
            Content = new MessageContent.OfCommit(new Commit(list, path)),
        };
        return AuthenticatedContent.Sign(WireFormat.PrivateMessage, content, state.Context, state.SignatureKey);
    }

    private static GroupState EnterNext(GroupState state, EpochChange change, RatchetTree tree, FreshPath? path)
    {
        var keys = state.Keys.CopyFor(tree);
        path?.StoreIn(keys);
        var entry = new GroupEntry(change.Context, tree, state.Own)
        {
            Keys = keys,
            SignatureKey = state.SignatureKey.Copy(),
            ConfirmationTag = change.ConfirmationTag,
        };
        return GroupState.Enter(entry, change.EpochSecret);
    }

    // A commit that is thrown away has used its key all the same: no second one may be sealed with it.
    private static byte[] Seal(GroupState state, AuthenticatedContent signed)
    {
        var generation = state.Ratchets.NextGeneration(state.Own, RatchetKind.Handshake);
        using var key = state.Ratchets.Prepare(state.Own, RatchetKind.Handshake, generation);
        var message = MessageProtection.Seal(state.Suite, signed, key, state.Secrets.SenderDataSecret, 0);
        state.Ratchets.Take(key);
        return TlsEncoding.Encode(MlsMessage.Of(message));
    }
}
