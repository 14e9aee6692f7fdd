using System.Security.Cryptography;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Proposals;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Commits;

/// <summary>Refusals of commits beyond their list of proposals (RFC 9420 §12.4.2).</summary>
internal static class CommitRules
{
    internal static void RequireAdds(GroupState state, IReadOnlyList<Proposal> proposals)
    {
        foreach (var add in proposals.OfType<Proposal.Add>())
        {
            KeyPackageRules.RequireValid(add.KeyPackage, state.Suite, null);
            LeafNodeRules.RequireGroupCapabilities(add.KeyPackage.LeafNode, state.Context.Extensions);
        }
    }

    internal static void RequirePath(IReadOnlyList<Proposal> proposals, UpdatePath? path)
    {
        if (path is null && ProposalListRules.NeedsPath(proposals))
        {
            throw new MlsException(MlsError.PathMissing);
        }
    }

    internal static void RequirePathLeaf(GroupState state, LeafIndex sender, LeafNode old, LeafNode leaf)
    {
        LeafNodeRules.RequireSource(leaf, LeafNodeSource.Commit);
        LeafNodeRules.RequireValid(leaf, state.Suite, state.Context.GroupId.Span, sender);
        LeafNodeRules.RequireUsableKey(leaf, state.Suite);
        LeafNodeRules.RequireGroupCapabilities(leaf, state.Context.Extensions);
        UpdatePathRules.RequireNewKey(old, leaf);
    }

    internal static void RequireTree(RatchetTree tree)
    {
        RatchetTreeRules.RequireUniqueKeys(tree);
        RatchetTreeRules.RequireCredentialSupport(tree);
    }

    internal static void RequireAccepted(ICredentialValidator validator, AppliedProposals applied, UpdatePath? path)
    {
        foreach (var (_, keyPackage) in applied.Adds)
        {
            RatchetTreeRules.RequireAccepted(validator, keyPackage.LeafNode);
        }

        if (path is not null)
        {
            RatchetTreeRules.RequireAccepted(validator, path.LeafNode);
        }
    }

    internal static void RequireConfirmation(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> tag)
    {
        if (!CryptographicOperations.FixedTimeEquals(expected, tag))
        {
            throw new MlsException(MlsError.ConfirmationTagInvalid);
        }
    }
}
