using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

/// <summary>Application data; its key is gone, so save the group before it is shown.</summary>
public sealed record ApplicationReceived : ReceivedMessage
{
    internal ApplicationReceived(LeafIndex sender, ReadOnlyMemory<byte> authenticatedData, ReadOnlyMemory<byte> data)
        : base(sender, authenticatedData) => Data = data;

    /// <summary>What the sender wrote, without padding.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>The epoch it was sealed in.</summary>
    public required ulong Epoch { get; init; }

    /// <summary>The generation of its key in the sender's ratchet.</summary>
    public required uint Generation { get; init; }
}
