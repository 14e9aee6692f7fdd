using SecureDialogue.Mls.Proposals;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

/// <summary>A proposal on its own; it changes nothing here, and commits that refer to it are refused for now.</summary>
public sealed record ProposalReceived : ReceivedMessage
{
    internal ProposalReceived(LeafIndex sender, ReadOnlyMemory<byte> authenticatedData, ProposalType type)
        : base(sender, authenticatedData) => Type = type;

    /// <summary>What is proposed.</summary>
    public ProposalType Type { get; }
}
