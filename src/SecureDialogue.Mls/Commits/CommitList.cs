using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Proposals;

namespace SecureDialogue.Mls.Commits;

/// <summary>What is asked for, as the list of proposals of a commit of ours (RFC 9420 §12.4).</summary>
internal static class CommitList
{
    internal static IReadOnlyList<ProposalOrRef> Of(GroupState state, CommitRequest request)
    {
        var isValid = !request.Removes.Contains(state.Own)
            && request.Removes.Distinct().Count() == request.Removes.Count
            && request.Removes.All(index => state.Tree.Leaf(index) is not null);
        return isValid && request.WireFormat is WireFormat.PrivateMessage or WireFormat.PublicMessage
            ? [.. References(request), .. Inline(state, request).Select(proposal => new ProposalOrRef.ByValue(proposal))]
            : throw new ArgumentException("Each removed leaf is named once, is in the tree and is not the own one.", nameof(request));
    }

    internal static IReadOnlyList<AttributedProposal> RequireValid(
        GroupState state, IReadOnlyList<ProposalOrRef> list, CommitRequest request)
    {
        var proposals = ProposalListRules.Resolve(state.Proposals, list, Sender.Member(state.Own));
        // The first commit of a successor names its predecessor's key in a way that no later commit may.
        var judged = request.ResumptionUsage == ResumptionPskUsage.Application
            ? proposals
            : [.. proposals.Where(item => item.Proposal is not Proposal.PreSharedKey)];
        ProposalListRules.RequireValid(state, judged, state.Own, null);
        return proposals;
    }

    internal static IReadOnlyList<(PreSharedKeyId Id, Secret Psk)> FindPsks(
        GroupState state, CommitRequest request, IReadOnlyList<AttributedProposal> proposals)
    {
        var ids = proposals.Select(item => item.Proposal).OfType<Proposal.PreSharedKey>().Select(proposal => proposal.Psk).ToList();
        return new PskLookup([.. request.ExternalPsks, .. request.KnownPsks], request.ResumptionPsks) { State = state }.Find(ids);
    }

    private static IEnumerable<ProposalOrRef> References(CommitRequest request) =>
        request.ProposalReferences.Select(reference => new ProposalOrRef.ByReference(reference));

    private static IEnumerable<Proposal> Inline(GroupState state, CommitRequest request) =>
    [
        .. request.GroupContextExtensions is { } extensions ? [new Proposal.GroupContextExtensions(extensions)] : Array.Empty<Proposal>(),
        .. request.Removes.Select(index => new Proposal.Remove(index)),
        .. request.Adds.Select(package => new Proposal.Add(package)),
        .. request.ExternalPsks.Select(psk => new Proposal.PreSharedKey(PreSharedKeyId.OfExternal(state.Suite, psk.Id))),
        .. request.ResumptionPsks.Select(psk => new Proposal.PreSharedKey(
            PreSharedKeyId.OfResumption(state.Suite, request.ResumptionUsage, psk.GroupId, psk.Epoch))),
        .. request.ReInit is { } reInit ? [reInit] : Array.Empty<Proposal>(),
    ];
}
