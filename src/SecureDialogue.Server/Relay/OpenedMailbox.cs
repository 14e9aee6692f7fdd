using SecureDialogue.Wire;

namespace SecureDialogue.Server.Relay;

/// <summary>The mailbox that a connection has opened.</summary>
internal sealed class OpenedMailbox(MailboxId id, long number, byte[] ownerKey)
{
    private long _readTo;

    public MailboxId Id { get; } = id;

    public long Number { get; } = number;

    public byte[] OwnerKey { get; } = ownerKey;

    /// <summary>Place of the last letter handed out on this connection.</summary>
    public long ReadTo
    {
        get => Interlocked.Read(ref _readTo);
        set => Interlocked.Exchange(ref _readTo, value);
    }
}
