using System.Collections.Concurrent;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>Which connections have opened which mailbox.</summary>
internal sealed class OpenMailboxes : ISubscriptions
{
    /// <summary>About what an event without content takes.</summary>
    private const int EventBytes = 64;

    private readonly ConcurrentDictionary<MailboxId, ConcurrentDictionary<ConnectionState, bool>> _open = [];

    public void Add(MailboxId mailbox, ConnectionState connection) =>
        _open.GetOrAdd(mailbox, _ => []).TryAdd(connection, true);

    public void Announce(MailboxId mailbox)
    {
        if (_open.TryGetValue(mailbox, out var connections) && !connections.IsEmpty)
        {
            var message = Push.Event(nameof(IRelayEvents.LetterArrived));
            foreach (var connection in connections.Keys)
            {
                connection.Outbox.Add(message, EventBytes);
            }
        }
    }

    public void Forget(ConnectionState connection)
    {
        if (connection.Mailbox is { } mailbox && _open.TryGetValue(mailbox.Id, out var connections))
        {
            _ = connections.TryRemove(connection, out _);
        }
    }
}
