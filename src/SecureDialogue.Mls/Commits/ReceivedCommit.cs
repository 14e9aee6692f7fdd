using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Proposals;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Commits;

/// <summary>A commit whose public half was checked and stands in the tree.</summary>
internal sealed record ReceivedCommit(
    AuthenticatedContent Signed, UpdatePath? Path, AppliedProposals Applied, RatchetTree Tree, LeafIndex Committer, GroupContext Provisional)
{
    internal PathOpening OpeningOf(GroupState state) =>
        new(state.Suite, Tree, state.Own, Committer, TlsEncoding.Encode(Provisional), Applied.AddedLeaves);
}
