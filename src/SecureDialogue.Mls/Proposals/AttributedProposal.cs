using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Messages;

namespace SecureDialogue.Mls.Proposals;

/// <summary>A proposal and who made it: the committer, unless it came by reference.</summary>
internal readonly record struct AttributedProposal(Proposal Proposal, Sender Sender);
