using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Commits;

/// <summary>What a commit shall do; without anything it only heals.</summary>
public sealed record CommitRequest
{
    /// <summary>Packages of those who come in.</summary>
    public IReadOnlyList<KeyPackage> Adds { get; init; } = [];

    /// <summary>Leaves of those who go.</summary>
    public IReadOnlyList<LeafIndex> Removes { get; init; } = [];

    /// <summary>References of pending proposals that it takes up, in this order, before everything else.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> ProposalReferences { get; init; } = [];

    /// <summary>New extensions of the GroupContext, all of them; null leaves the old.</summary>
    public IReadOnlyList<Extension>? GroupContextExtensions { get; init; }

    /// <summary>Ends the group; stands alone.</summary>
    public Proposal.ReInit? ReInit { get; init; }

    /// <summary>External keys that are mixed into the new epoch; lent.</summary>
    public IReadOnlyList<ExternalPsk> ExternalPsks { get; init; } = [];

    /// <summary>Resumption keys, of this group or others, that are mixed into the new epoch; lent.</summary>
    public IReadOnlyList<ResumptionPsk> ResumptionPsks { get; init; } = [];

    /// <summary>External keys that pending proposals name; lent.</summary>
    public IReadOnlyList<ExternalPsk> KnownPsks { get; init; } = [];

    /// <summary>What shall be new in the own leaf; then there is an UpdatePath.</summary>
    public LeafChange? Leaf { get; init; }

    /// <summary>PrivateMessage, the default, or PublicMessage.</summary>
    public WireFormat WireFormat { get; init; } = WireFormat.PrivateMessage;

    /// <summary>For what <see cref="ResumptionPsks"/> are named; another value only in the first commit of a successor.</summary>
    internal ResumptionPskUsage ResumptionUsage { get; init; } = ResumptionPskUsage.Application;

    /// <summary>Signed with the commit and readable without keys.</summary>
    public ReadOnlyMemory<byte> AuthenticatedData { get; init; }

    /// <summary>Extensions for the GroupInfo in the Welcome, beside the ratchet tree.</summary>
    public IReadOnlyList<Extension> GroupInfoExtensions { get; init; } = [];

    /// <summary>Whether a commit that only adds carries an UpdatePath, too; all others carry one anyway.</summary>
    public bool ForcePath { get; init; }
}
