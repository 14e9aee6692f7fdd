using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Proposals;

/// <summary>Refusals of a commit's list of proposals (RFC 9420 §12.2).</summary>
internal static class ProposalListRules
{
    /// <summary>The proposals of a commit, each with its author.</summary>
    internal static IReadOnlyList<AttributedProposal> Resolve(ProposalCache cache, IReadOnlyList<ProposalOrRef> list, Sender committer) =>
        [.. list.Select(item => item switch
        {
            ProposalOrRef.ByValue byValue => new AttributedProposal(byValue.Proposal, committer),
            ProposalOrRef.ByReference byReference when committer.Type == SenderType.Member => Find(cache, byReference),
            _ => throw new MlsException(MlsError.ExternalCommitProposalWrong),
        })];

    /// <summary>What a receiver that takes inline Adds and Removes only accepts.</summary>
    internal static void RequireAddsAndRemoves(IReadOnlyList<ProposalOrRef> list)
    {
        if (!list.All(item => item is ProposalOrRef.ByValue { Proposal: Proposal.Add or Proposal.Remove }))
        {
            throw new MlsException(MlsError.ProposalNotSupported);
        }
    }

    /// <summary>The list of a member's commit.</summary>
    internal static void RequireValid(
        GroupState state, IReadOnlyList<AttributedProposal> list, LeafIndex committer, ReceiveOptions? options)
    {
        RequireNoExternalInit(list);
        RequireNoOwnUpdate(list, committer);
        RequireCommitterStays(list, committer);
        RequireOneExtensionsChange(list);
        RequireReInitAlone(list);
        RequireEachValid(state, list, options);
        RequireOneChangeOfALeaf(list);
        RequireDistinctPsks(list);
    }

    /// <summary>The list of an external commit.</summary>
    internal static void RequireValidExternal(GroupState state, IReadOnlyList<AttributedProposal> list, ReceiveOptions? options)
    {
        RequireExternalTypes(list);
        RequireOneExternalInit(list);
        RequireEachValid(state, list, options);
        RequireDistinctPsks(list);
    }

    /// <summary>Lists of nothing but Adds, PreSharedKeys and ReInit may come without an UpdatePath (§12.4).</summary>
    internal static bool NeedsPath(IReadOnlyList<AttributedProposal> list) =>
        list.Count == 0 || list.Any(item => item.Proposal is not (Proposal.Add or Proposal.PreSharedKey or Proposal.ReInit));

    /// <summary>PSKLabel counts keys with 16 bits, and none is named twice.</summary>
    internal static void RequireDistinctPsks(IReadOnlyList<PreSharedKeyId> ids)
    {
        var seen = new HashSet<ReadOnlyMemory<byte>>(KeyComparer.Instance);
        if (ids.Count > ushort.MaxValue || !ids.All(id => seen.Add(TlsEncoding.Encode(id))))
        {
            throw new MlsException(MlsError.PskDuplicate);
        }
    }

    private static AttributedProposal Find(ProposalCache cache, ProposalOrRef.ByReference item) =>
        cache.Find(item.Reference) is { } found
            ? new AttributedProposal(found.Proposal, found.Sender)
            : throw new MlsException(MlsError.ProposalUnknown);

    private static void RequireNoExternalInit(IReadOnlyList<AttributedProposal> list)
    {
        if (list.Any(item => item.Proposal is Proposal.ExternalInit))
        {
            throw new MlsException(MlsError.ExternalInitMisplaced);
        }
    }

    private static void RequireNoOwnUpdate(IReadOnlyList<AttributedProposal> list, LeafIndex committer)
    {
        if (list.Any(item => item.Proposal is Proposal.Update && item.Sender == Sender.Member(committer)))
        {
            throw new MlsException(MlsError.UpdateByCommitter);
        }
    }

    private static void RequireCommitterStays(IReadOnlyList<AttributedProposal> list, LeafIndex committer)
    {
        if (list.Any(item => item.Proposal is Proposal.Remove remove && remove.Removed == committer))
        {
            throw new MlsException(MlsError.CommitterRemoved);
        }
    }

    private static void RequireOneExtensionsChange(IReadOnlyList<AttributedProposal> list)
    {
        if (list.Count(item => item.Proposal is Proposal.GroupContextExtensions) > 1)
        {
            throw new MlsException(MlsError.GroupContextExtensionsDuplicate);
        }
    }

    private static void RequireReInitAlone(IReadOnlyList<AttributedProposal> list)
    {
        if (list.Count > 1 && list.Any(item => item.Proposal is Proposal.ReInit))
        {
            throw new MlsException(MlsError.ReInitNotAlone);
        }
    }

    // Leaves must fit the extensions that the same commit brings.
    private static void RequireEachValid(GroupState state, IReadOnlyList<AttributedProposal> list, ReceiveOptions? options)
    {
        var changed = list.Select(item => item.Proposal).OfType<Proposal.GroupContextExtensions>().FirstOrDefault();
        foreach (var item in list)
        {
            ProposalRules.RequireValid(state, item, changed?.Extensions ?? state.Context.Extensions, options);
        }
    }

    private static void RequireOneChangeOfALeaf(IReadOnlyList<AttributedProposal> list)
    {
        var leaves = new HashSet<LeafIndex>();
        foreach (var item in list)
        {
            var isSecond = item.Proposal switch
            {
                Proposal.Remove remove => !leaves.Add(remove.Removed),
                Proposal.Update => !leaves.Add(item.Sender.Leaf),
                _ => false,
            };
            if (isSecond)
            {
                throw new MlsException(MlsError.RemoveDuplicate);
            }
        }
    }

    private static void RequireDistinctPsks(IReadOnlyList<AttributedProposal> list) =>
        RequireDistinctPsks([.. list.Select(item => item.Proposal).OfType<Proposal.PreSharedKey>().Select(psk => psk.Psk)]);

    private static void RequireExternalTypes(IReadOnlyList<AttributedProposal> list)
    {
        var isAllowed = list.All(item => item.Proposal is Proposal.ExternalInit or Proposal.Remove or Proposal.PreSharedKey)
            && list.Count(item => item.Proposal is Proposal.Remove) <= 1;
        if (!isAllowed)
        {
            throw new MlsException(MlsError.ExternalCommitProposalWrong);
        }
    }

    private static void RequireOneExternalInit(IReadOnlyList<AttributedProposal> list)
    {
        if (list.Count(item => item.Proposal is Proposal.ExternalInit) != 1)
        {
            throw new MlsException(MlsError.ExternalInitCountWrong);
        }
    }
}
