using System.Buffers;

namespace SecureDialogue.Client.Connection;

/// <summary>Carries bytes to a relay and back. One task receives while another sends.</summary>
internal interface IRelayTransport : IDisposable
{
    /// <summary>Whether it notices by itself that the relay is gone, so that hub messages need not try.</summary>
    bool HasOwnKeepAlive { get; }

    /// <summary>Waits for some bytes; null when the relay has ended the connection.</summary>
    ValueTask<int?> ReceiveAsync(Memory<byte> memory, CancellationToken cancellationToken);

    /// <summary>Sends whole hub messages.</summary>
    ValueTask SendAsync(ReadOnlySequence<byte> messages, CancellationToken cancellationToken);

    /// <summary>Says goodbye.</summary>
    Task CloseAsync(CancellationToken cancellationToken);

    /// <summary>Ends receiving and sending at once; does nothing where both have ended.</summary>
    void Cut();
}
