using System.Collections.Concurrent;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>A mailbox that somebody at this node has open.</summary>
internal sealed class WatchedMailbox(MailboxId id)
{
    public MailboxId Id => id;

    public ConcurrentDictionary<ConnectionState, bool> Connections { get; } = [];

    /// <summary>Ends when the node hears of letters that others store.</summary>
    public Task Listening { get; set; } = Task.CompletedTask;

    /// <summary>The mailbox's counter when this node last looked; -1 before.</summary>
    public long Counter { get; set; } = -1;
}
