using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

/// <summary>What an epoch is entered with, beside its secret.</summary>
internal sealed record GroupEntry(GroupContext Context, RatchetTree Tree, LeafIndex Own)
{
    internal required PrivateTree Keys { get; init; }

    internal required SignatureKeyPair SignatureKey { get; init; }

    internal required ReadOnlyMemory<byte> ConfirmationTag { get; init; }

    /// <summary>The group's memory of earlier epochs; shared by all its epochs.</summary>
    internal required GroupHistory History { get; init; }

    /// <summary>The proposal that ended the group with the commit that leads here.</summary>
    internal Proposal.ReInit? ReInit { get; init; }
}
