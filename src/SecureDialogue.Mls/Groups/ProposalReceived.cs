using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Proposals;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

/// <summary>A proposal on its own. It changes nothing by itself; commits of its epoch may refer to it if it was kept, so save the group.</summary>
public sealed record ProposalReceived : ReceivedMessage
{
    internal ProposalReceived(LeafIndex sender, ReadOnlyMemory<byte> authenticatedData, ProposalType type)
        : base(sender, authenticatedData) => Type = type;

    /// <summary>What is proposed.</summary>
    public ProposalType Type { get; }

    /// <summary>The proposal itself.</summary>
    public required Proposal Proposal { get; init; }

    /// <summary>By what a commit of this epoch names it.</summary>
    public required ReadOnlyMemory<byte> Reference { get; init; }
}
