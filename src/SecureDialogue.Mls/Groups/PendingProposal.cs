using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

/// <summary>A proposal of this epoch that a commit may take up.</summary>
/// <param name="Reference">By what a commit names it.</param>
/// <param name="Proposal">What is proposed.</param>
/// <param name="SenderType">In what role it was sent.</param>
/// <param name="Sender">The member that sent it; the first place if <paramref name="SenderType"/> is another.</param>
public sealed record PendingProposal(ReadOnlyMemory<byte> Reference, Proposal Proposal, SenderType SenderType, LeafIndex Sender);
