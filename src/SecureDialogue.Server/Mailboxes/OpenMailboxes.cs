using System.Collections.Concurrent;
using SecureDialogue.Server.Platform.Nodes;
using SecureDialogue.Server.Relay;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Mailboxes;

/// <summary>Which connections have opened which mailbox.</summary>
internal sealed class OpenMailboxes(INodeBus bus, NodeNames names) : ISubscriptions
{
    /// <summary>About what an event without content takes.</summary>
    private const int EventBytes = 64;

    private readonly Lock _table = new();
    private readonly ConcurrentDictionary<MailboxId, WatchedMailbox> _open = [];

    public ICollection<WatchedMailbox> Mailboxes => _open.Values;

    /// <summary>Ends when the connection is told of whatever letter comes from now on.</summary>
    public async Task AddAsync(MailboxId mailbox, ConnectionState connection)
    {
        WatchedMailbox watched;
        lock (_table)
        {
            if (!_open.TryGetValue(mailbox, out watched!))
            {
                watched = new WatchedMailbox(mailbox);
                _open[mailbox] = watched;
                watched.Listening = bus.ListenAsync(names.Of(mailbox), _ => AnnounceHere(mailbox));
            }

            _ = watched.Connections.TryAdd(connection, true);
        }

        await watched.Listening;
        if (connection.IsOver)
        {
            Forget(connection);
        }
    }

    /// <summary>This node has stored a letter.</summary>
    public void Announce(MailboxId mailbox)
    {
        AnnounceHere(mailbox);
        if (bus.HasOthers)
        {
            bus.Tell(names.Of(mailbox), []);
        }
    }

    public void AnnounceHere(MailboxId mailbox)
    {
        if (_open.TryGetValue(mailbox, out var watched))
        {
            var message = Push.Event(nameof(IRelayEvents.LetterArrived));
            foreach (var connection in watched.Connections.Keys)
            {
                connection.Outbox.Add(message, EventBytes);
            }
        }
    }

    public void Forget(ConnectionState connection)
    {
        lock (_table)
        {
            if (connection.Mailbox is { } mailbox && _open.TryGetValue(mailbox.Id, out var watched))
            {
                _ = watched.Connections.TryRemove(connection, out _);
                if (watched.Connections.IsEmpty && _open.TryRemove(mailbox.Id, out _))
                {
                    bus.Ignore(names.Of(mailbox.Id));
                }
            }
        }
    }
}
