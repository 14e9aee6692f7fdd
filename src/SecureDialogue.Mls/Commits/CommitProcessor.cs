using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Proposals;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Commits;

/// <summary>A member's commit, already authenticated, into the epoch it leads to (RFC 9420 §12.4.2). Works on copies only.</summary>
internal static class CommitProcessor
{
    internal static StagedCommit Process(GroupState state, AuthenticatedContent signed, Commit commit, ICredentialValidator validator)
    {
        var sender = signed.Content.Sender.Leaf;
        var proposals = ProposalListRules.RequireValid(commit.Proposals, state.Tree, sender);
        CommitRules.RequireAdds(state, proposals);
        CommitRules.RequirePath(proposals, commit.Path);
        var tree = state.Tree.Copy();
        var applied = ProposalApplier.Apply(tree, proposals, sender);
        if (commit.Path is { } path)
        {
            var old = tree.Leaf(sender)!; // The rules do not let a committer remove itself.
            CommitRules.RequirePathLeaf(state, sender, old, path.LeafNode);
            UpdatePathRules.RequireUnusedKeys(tree, path);
            TreeKem.ApplyPath(state.Suite, tree, sender, path, applied.AddedLeaves);
        }

        CommitRules.RequireTree(tree);
        CommitRules.RequireAccepted(validator, applied, commit.Path);
        var provisional = TlsEncoding.Encode(state.ProvisionalContext(tree));
        var isRemoved = applied.Removes.Exists(removed => removed.Index == state.Own);
        var next = isRemoved ? null : EnterNext(state, signed, tree, commit.Path, OpeningOf());
        return new StagedCommit(state, tree, applied, next) { PathLeaf = commit.Path?.LeafNode };

        PathOpening OpeningOf() => new(state.Suite, tree, state.Own, sender, provisional, applied.AddedLeaves);
    }

    private static GroupState EnterNext(
        GroupState state, AuthenticatedContent signed, RatchetTree tree, UpdatePath? path, PathOpening opening)
    {
        var keys = state.Keys.CopyFor(tree);
        try
        {
            using var secrets = path is null ? null : TreeKem.OpenPath(opening, path, keys);
            using var zero = new Secret(state.Suite.HashBytes);
            using var change = new EpochChange(state, signed, tree, secrets?.CommitSecret ?? zero);
            CommitRules.RequireConfirmation(change.ConfirmationTag, signed.Authentication.ConfirmationTag.Span);
            var entry = new GroupEntry(change.Context, tree, state.Own)
            {
                Keys = keys,
                SignatureKey = state.SignatureKey.Copy(),
                ConfirmationTag = change.ConfirmationTag,
            };
            return GroupState.Enter(entry, change.EpochSecret);
        }
        catch (MlsException)
        {
            keys.Dispose();
            throw;
        }
    }
}
