using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using SecureDialogue.Server.Platform.Telemetry;

namespace SecureDialogue.Server.Relay;

/// <summary>
/// What waits to be pushed to one connection. Adding never waits; a connection that reads too slowly is closed, comes back and
/// reads the log.
/// </summary>
internal sealed class PushOutbox : IAsyncDisposable
{
    private readonly HubConnectionContext _connection;
    private readonly int _backlogBytes;
    private readonly Channel<(SerializedHubMessage Message, int Bytes)> _waiting =
        Channel.CreateUnbounded<(SerializedHubMessage, int)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly CancellationTokenSource _closed = new();
    private readonly Task _pump;
    private long _bytes;

    public PushOutbox(HubConnectionContext connection, int backlogBytes)
    {
        (_connection, _backlogBytes) = (connection, backlogBytes);
        _pump = PumpAsync(_closed.Token);
    }

    /// <param name="message">Encoded once for all connections that get it.</param>
    /// <param name="bytes">About how many bytes it has.</param>
    public void Add(SerializedHubMessage message, int bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) > _backlogBytes)
        {
            RelayMetrics.SlowReader();
            _connection.Abort();
        }
        else
        {
            RelayMetrics.Push();
            _ = _waiting.Writer.TryWrite((message, bytes));
        }
    }

    /// <summary>Adds what may be lost: not for a connection that reads slowly, whose place is for what may not.</summary>
    public void AddIfQuick(SerializedHubMessage message, int bytes)
    {
        if (Interlocked.Read(ref _bytes) < _backlogBytes / 8)
        {
            Add(message, bytes);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _ = _waiting.Writer.TryComplete();
        await _closed.CancelAsync();
        await _pump;
        _closed.Dispose();
    }

    private async Task PumpAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var (message, bytes) in _waiting.Reader.ReadAllAsync(cancellation))
            {
                await _connection.WriteAsync(message, cancellation);
                _ = Interlocked.Add(ref _bytes, -bytes);
            }
        }
        catch (OperationCanceledException)
        {
            // The connection has ended; what waited is in the log or in the mailbox.
        }
    }
}
