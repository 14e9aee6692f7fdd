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
        var list = CommitList.Of(state, request);
        var proposals = CommitList.RequireValid(state, list, request);
        var psks = CommitList.FindPsks(state, request, proposals);
        var tree = state.Tree.Copy();
        var applied = ProposalApplier.Apply(tree, proposals);
        var needsPath = request.ForcePath || request.Leaf is not null || ProposalListRules.NeedsPath(proposals);
        using var path = needsPath ? CreatePath(state, request, tree) : null;
        CommitRules.RequireTree(tree);
        CommitRules.RequireSupport(tree, applied.Extensions ?? (request.Leaf is null ? null : state.Context.Extensions));
        var provisional = state.ProvisionalContext(tree, applied.Extensions);
        var signed = Sign(state, request, new Commit(list, SealPath(state, tree, path, applied, provisional)));
        using var zero = new Secret(state.Suite.HashBytes);
        using var change = new EpochChange(EpochStart.Of(state) with { Psks = psks }, signed, provisional, path?.Secrets.CommitSecret ?? zero);
        signed = signed.WithConfirmationTag(change.ConfirmationTag);
        using var custody = new Custody();
        var next = custody.Hold(
            EnterNext(state, change, tree, path, (request.Leaf?.SignatureKey ?? state.SignatureKey, applied.ReInit)));
        // Typed in the arm, too: a null array would become an empty Welcome, not an absent one.
        ReadOnlyMemory<byte>? welcome = applied.Adds.Count == 0
            ? default(ReadOnlyMemory<byte>?)
            : WelcomeBuilder.Build(next, change, applied.Adds, path, request.GroupInfoExtensions);
        var message = Frame(state, signed);
        return custody.Release(
            new CommitBundle(message, welcome, new StagedCommit(state, tree, applied, next) { PathLeaf = path?.LeafNode }));
    }

    /// <summary>A signed commit or proposal of ours as an MLSMessage.</summary>
    internal static byte[] Frame(GroupState state, AuthenticatedContent signed) => signed.WireFormat == WireFormat.PublicMessage
        ? TlsEncoding.Encode(MlsMessage.Of(PublicMessage.Protect(state.Suite, signed, state.Secrets.MembershipKey, state.Context)))
        : Seal(state, signed);

    private static FreshPath CreatePath(GroupState state, CommitRequest request, RatchetTree tree)
    {
        if (request.Leaf is { } leaf)
        {
            tree.Set(state.Own.Node, leaf.ApplyTo(tree.Leaf(state.Own)!)); // Nobody commits without a leaf; CreatePath signs it.
        }

        return TreeKem.CreatePath(tree, state.Own, request.Leaf?.SignatureKey ?? state.SignatureKey, state.Context.GroupId.Span);
    }

    private static UpdatePath? SealPath(
        GroupState state, RatchetTree tree, FreshPath? path, AppliedProposals applied, GroupContext provisional) => path is null
        ? null
        : TreeKem.SealPath(state.Suite, tree, path, TlsEncoding.Encode(provisional), applied.AddedLeaves);

    private static AuthenticatedContent Sign(GroupState state, CommitRequest request, Commit commit)
    {
        var content = new FramedContent
        {
            GroupId = state.Context.GroupId,
            Epoch = state.Context.Epoch,
            Sender = Sender.Member(state.Own),
            AuthenticatedData = request.AuthenticatedData,
            Content = new MessageContent.OfCommit(commit),
        };
        return AuthenticatedContent.Sign(request.WireFormat, content, state.Context, state.SignatureKey);
    }

    private static GroupState EnterNext(
        GroupState state, EpochChange change, RatchetTree tree, FreshPath? path, (SignatureKeyPair Key, Proposal.ReInit? ReInit) own)
    {
        using var custody = new Custody();
        var keys = custody.Hold(state.Keys.CopyFor(tree));
        path?.StoreIn(keys);
        var entry = new GroupEntry(change.Context, tree, state.Own)
        {
            Keys = keys,
            SignatureKey = custody.Hold(own.Key.Copy()),
            ConfirmationTag = change.ConfirmationTag,
            History = state.History,
            ReInit = own.ReInit,
        };
        return custody.Release(GroupState.Enter(entry, change.EpochSecret));
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
