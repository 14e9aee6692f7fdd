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

    internal static LeafNode RequireMember(GroupState state, LeafIndex sender) =>
        state.Tree.Leaf(sender) ?? throw new MlsException(MlsError.SenderUnknown);

    /// <summary>Looked at after the signature, so that no other member can pretend to be this one.</summary>
    internal static void RequireOther(GroupState state, LeafIndex sender)
    {
        if (sender == state.Own)
        {
            throw new MlsException(MlsError.OwnMessage);
        }
    }
}
