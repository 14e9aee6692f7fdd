using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

/// <summary>Refusals before a message is opened (RFC 9420 §6, §6.1).</summary>
internal static class ReceiveRules
{
    internal static void RequireCurrent(GroupState state, ReadOnlyMemory<byte> groupId, ulong epoch)
    {
        if (!groupId.Span.SequenceEqual(state.Context.GroupId.Span))
        {
            throw new MlsException(MlsError.GroupIdMismatch);
        }

        if (epoch != state.Context.Epoch)
        {
            throw new MlsException(MlsError.EpochMismatch);
        }
    }

    /// <summary>The leaf of a sender other than this client.</summary>
    internal static LeafNode RequireOther(GroupState state, LeafIndex sender)
    {
        var leaf = state.Tree.Leaf(sender) ?? throw new MlsException(MlsError.SenderUnknown);
        return sender == state.Own ? throw new MlsException(MlsError.OwnMessage) : leaf;
    }
}
