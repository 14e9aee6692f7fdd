using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Server.Relay;

/// <summary>What the relay remembers of one connection, in memory only and only while it lasts. Calls may run at the same time.</summary>
internal sealed class ConnectionState(PushOutbox outbox, (CallRate Calls, CallRate Whispers) rates, ITimer helloTimer) : IDisposable
{
    private readonly Lock _state = new();
    private ProofContext? _context;
    private Purpose _purpose;
    private OpenedMailbox? _mailbox;

    /// <summary>Whether the connection has ended; a call that was under way may still come to subscribe it.</summary>
    public bool IsOver { get; private set; }

    public PushOutbox Outbox { get; } = outbox;

    public CallRate Rate { get; } = rates.Calls;

    public CallRate Whispers { get; } = rates.Whispers;

    public ConnectionProofs Proofs { get; } = new();

    /// <summary>What this connection's proofs are bound to; only after Hello.</summary>
    public ProofContext Context => _context ?? throw new InvalidOperationException("Hello comes first.");

    /// <summary>The connection's only mailbox, or null.</summary>
    public OpenedMailbox? Mailbox
    {
        get
        {
            lock (_state)
            {
                return _mailbox;
            }
        }
    }

    public bool TryBegin(RelayId relay, ReadOnlyMemory<byte> nonce)
    {
        lock (_state)
        {
            if (_context is not null)
            {
                return false;
            }

            _context = new ProofContext(relay, nonce);
        }

        helloTimer.Dispose();
        return true;
    }

    /// <summary>Fixes the purpose, or says whether it is this one.</summary>
    public bool TryServe(Purpose purpose)
    {
        lock (_state)
        {
            if (_context is null)
            {
                return false;
            }

            _purpose = _purpose == Purpose.None ? purpose : _purpose;
            return _purpose == purpose;
        }
    }

    /// <summary>Whether this connection may serve a mailbox: it serves no other.</summary>
    public bool MayServe(MailboxId mailbox) => Mailbox is null || Mailbox.Id == mailbox;

    /// <summary>Makes it the connection's mailbox; false when there is another.</summary>
    public bool TryServe(OpenedMailbox mailbox)
    {
        lock (_state)
        {
            if (_mailbox is not null && _mailbox.Id != mailbox.Id)
            {
                return false;
            }

            _mailbox ??= mailbox;
            return true;
        }
    }

    public void Dispose()
    {
        IsOver = true;
        helloTimer.Dispose();
    }
}
