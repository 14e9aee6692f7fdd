namespace SecureDialogue.Client.Devices;

/// <summary>One of the own key packages, kept until a Welcome used it.</summary>
/// <param name="Package">The encoded key package.</param>
/// <param name="Secrets">Its private keys.</param>
/// <param name="Number">Counts packages in the order in which they were put.</param>
internal sealed record StoredPackage(byte[] Package, byte[] Secrets, long Number)
{
    /// <summary>Whether a Welcome used it already: the last one in the mailbox may be handed out again before it is replaced.</summary>
    public bool Used { get; init; }

    /// <summary>Whether it was the last of those put together: the relay may have handed it out more than once before others came.</summary>
    public bool IsLast { get; init; }
}
