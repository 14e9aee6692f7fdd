namespace SecureDialogue.Mls.Groups;

/// <summary>A proposal of ours, ready to be sent.</summary>
/// <param name="Message">MLSMessage for the members.</param>
/// <param name="Reference">By what a commit of this epoch names it.</param>
public sealed record ProposalBundle(ReadOnlyMemory<byte> Message, ReadOnlyMemory<byte> Reference);
