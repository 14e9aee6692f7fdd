using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Proposals;
using SecureDialogue.Mls.Tree;
using SecureDialogue.Mls.Welcomes;

namespace SecureDialogue.Mls.Commits;

/// <summary>A commit, already authenticated, into the epoch it leads to (RFC 9420 §12.4.2). Works on copies only.</summary>
internal static class CommitProcessor
{
    internal static StagedCommit Process(GroupState state, AuthenticatedContent signed, Commit commit, ReceiveOptions options)
    {
        var proposals = CommitRules.RequireProposals(state, commit, signed.Content.Sender, options);
        CommitRules.RequirePath(proposals, commit.Path);
        var tree = state.Tree.Copy();
        var applied = ProposalApplier.Apply(tree, proposals);
        var extensions = applied.Extensions ?? state.Context.Extensions;
        var committer = signed.Content.Sender.Leaf;
        if (commit.Path is { } path)
        {
            committer = PlaceOf(signed.Content.Sender, tree, applied, path.LeafNode, out var old);
            CommitRules.RequirePathLeaf(state, committer, path.LeafNode, extensions);
            CommitRules.RequireSuccessor(old, path.LeafNode, options.Validator);
            UpdatePathRules.RequireUnusedKeys(tree, path);
            TreeKem.ApplyPath(state.Suite, tree, committer, path, applied.AddedLeaves);
        }

        CommitRules.RequireTree(tree);
        CommitRules.RequireSupport(tree, applied.Extensions);
        var isRemoved = applied.Removes.Exists(removed => removed.Index == state.Own);
        var received = new ReceivedCommit(signed, commit.Path, applied, tree, committer, state.ProvisionalContext(tree, extensions));
        var next = isRemoved ? null : EnterNext(state, received, options);
        return new StagedCommit(state, tree, applied, next) { PathLeaf = commit.Path?.LeafNode };
    }

    // Someone who joins by the commit takes the leftmost blank place, as an Add would (§12.4.2).
    private static LeafIndex PlaceOf(Sender sender, RatchetTree tree, AppliedProposals applied, LeafNode leaf, out LeafNode? old)
    {
        if (sender.Type == SenderType.Member)
        {
            old = tree.Leaf(sender.Leaf);
            return sender.Leaf;
        }

        old = applied.Removes.Count == 0 ? null : applied.Removes[0].Leaf;
        var place = tree.AddLeaf(leaf);
        applied.Joiners.Add(new Member(place, leaf));
        return place;
    }

    private static GroupState EnterNext(GroupState state, ReceivedCommit received, ReceiveOptions options)
    {
        using var custody = new Custody();
        var keys = custody.Hold(state.Keys.CopyFor(received.Tree));
        var own = OwnUpdate(state, received.Applied);
        if (own?.LeafPair is { } pair)
        {
            keys.Set(state.Own.Node, pair.Copy());
        }

        using var secrets = received.Path is null ? null : TreeKem.OpenPath(received.OpeningOf(state), received.Path, keys);
        using var zero = new Secret(state.Suite.HashBytes);
        using var init = InitSecretOf(state, received.Applied);
        var lookup = new PskLookup(options.ExternalPsks, options.ResumptionPsks) { State = state };
        var start = EpochStart.Of(state) with
        {
            InitSecret = init ?? state.Secrets.InitSecret,
            Psks = lookup.Find(received.Applied.Psks),
        };
        using var change = new EpochChange(start, received.Signed, received.Provisional, secrets?.CommitSecret ?? zero);
        CommitRules.RequireConfirmation(change.ConfirmationTag, received.Signed.Authentication.ConfirmationTag.Span);
        var entry = new GroupEntry(change.Context, received.Tree, state.Own)
        {
            Keys = keys,
            SignatureKey = custody.Hold((own?.SignatureKey ?? state.SignatureKey).Copy()),
            ConfirmationTag = change.ConfirmationTag,
            History = state.History,
            ReInit = received.Applied.ReInit,
        };
        return custody.Release(GroupState.Enter(entry, change.EpochSecret));
    }

    // An Update of ours that somebody else committed brings the keys that were kept with it.
    private static CachedProposal? OwnUpdate(GroupState state, AppliedProposals applied) =>
        applied.Updates.Find(update => update.Index == state.Own) is { } mine
            ? state.Proposals.Entries.FirstOrDefault(
                entry => entry.LeafPair is not null && entry.Proposal is Proposal.Update update && ReferenceEquals(update.LeafNode, mine.After))
            : null;

    private static Secret? InitSecretOf(GroupState state, AppliedProposals applied) =>
        applied.ExternalInit is { } external ? ExternalInit.Open(state.Suite, state.Secrets.ExternalSecret, external) : null;
}
