using System.Security.Cryptography;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Proposals;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Commits;

/// <summary>Refusals of commits beyond their list of proposals (RFC 9420 §12.4.2).</summary>
internal static class CommitRules
{
    /// <summary>The proposals of a commit, resolved and checked.</summary>
    internal static IReadOnlyList<AttributedProposal> RequireProposals(GroupState state, Commit commit, Sender sender, ReceiveOptions options)
    {
        if (options.OnlyAddsAndRemoves)
        {
            ProposalListRules.RequireAddsAndRemoves(commit.Proposals);
        }

        var proposals = ProposalListRules.Resolve(state.Proposals, commit.Proposals, sender);
        if (sender.Type == SenderType.NewMemberCommit)
        {
            ProposalListRules.RequireValidExternal(state, proposals, options);
        }
        else
        {
            ProposalListRules.RequireValid(state, proposals, sender.Leaf, options);
        }

        return proposals;
    }

    internal static void RequirePath(IReadOnlyList<AttributedProposal> proposals, UpdatePath? path)
    {
        if (path is null && ProposalListRules.NeedsPath(proposals))
        {
            throw new MlsException(MlsError.PathMissing);
        }
    }

    internal static void RequirePathLeaf(GroupState state, LeafIndex committer, LeafNode leaf, IReadOnlyList<Extension> extensions)
    {
        LeafNodeRules.RequireSource(leaf, LeafNodeSource.Commit);
        LeafNodeRules.RequireValid(leaf, state.Suite, state.Context.GroupId.Span, committer);
        LeafNodeRules.RequireUsableKey(leaf, state.Suite);
        LeafNodeRules.RequireGroupCapabilities(leaf, extensions);
    }

    /// <summary>A path leaf in place of an old one has a new key; the application judges who it is (§5.3.1, §12.2).</summary>
    internal static void RequireSuccessor(LeafNode? old, LeafNode leaf, ICredentialValidator validator)
    {
        if (old is null)
        {
            RatchetTreeRules.RequireAccepted(validator, leaf);
            return;
        }

        UpdatePathRules.RequireNewKey(old, leaf);
        validator.ValidateSuccessor(old.Credential, leaf.Credential, leaf.SignatureKey.Span);
    }

    /// <summary>Every member of the new epoch supports its new extensions (§12.1.7).</summary>
    internal static void RequireSupport(RatchetTree tree, IReadOnlyList<Extension>? changed)
    {
        if (changed is not null)
        {
            foreach (var (_, leaf) in GroupState.MembersOf(tree))
            {
                LeafNodeRules.RequireGroupCapabilities(leaf, changed);
            }
        }
    }

    internal static void RequireTree(RatchetTree tree)
    {
        RatchetTreeRules.RequireUniqueKeys(tree);
        RatchetTreeRules.RequireCredentialSupport(tree);
    }

    internal static void RequireConfirmation(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> tag)
    {
        if (!CryptographicOperations.FixedTimeEquals(expected, tag))
        {
            throw new MlsException(MlsError.ConfirmationTagInvalid);
        }
    }
}
