using Microsoft.AspNetCore.SignalR;
using SecureDialogue.Server.Platform.Telemetry;

namespace SecureDialogue.Server.Relay;

/// <summary>
/// What waits to be pushed to one connection. Adding never waits: a connection that keeps up is written to at once, behind one
/// that does not a queue forms; one that reads too slowly is closed, comes back and reads the log.
/// </summary>
internal sealed class PushOutbox(HubConnectionContext connection, int backlogBytes) : IAsyncDisposable
{
    private readonly Lock _order = new();
    private Queue<(SerializedHubMessage Message, int Bytes)>? _waiting;
    private Task _pump = Task.CompletedTask;
    private bool _isBehind;
    private bool _isOver;
    private long _bytes;

    /// <param name="message">Encoded once for all connections that get it.</param>
    /// <param name="bytes">About how many bytes it has.</param>
    public void Add(SerializedHubMessage message, int bytes)
    {
        lock (_order)
        {
            if (_isOver)
            {
                return;
            }

            if (_bytes + bytes > backlogBytes)
            {
                RelayMetrics.SlowReader();
                connection.Abort();
                return;
            }

            RelayMetrics.Push();
            if (_isBehind)
            {
                _bytes += bytes;
                (_waiting ??= []).Enqueue((message, bytes));
                return;
            }

            var write = connection.WriteAsync(message, connection.ConnectionAborted);
            if (!write.IsCompletedSuccessfully)
            {
                (_isBehind, _bytes) = (true, bytes);
                _pump = PumpAsync(write, bytes);
            }
        }
    }

    /// <summary>Adds what may be lost: not for a connection that reads slowly, whose place is for what may not.</summary>
    public void AddIfQuick(SerializedHubMessage message, int bytes)
    {
        if (Interlocked.Read(ref _bytes) < backlogBytes / 8)
        {
            Add(message, bytes);
        }
    }

    /// <summary>What waits is in the log or in the mailbox.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_order)
        {
            _isOver = true;
            _waiting = null;
        }

        await _pump;
    }

    /// <summary>Writes what waits, until nothing does.</summary>
    private async Task PumpAsync(ValueTask write, int bytes)
    {
        try
        {
            await write;
            while (TakeNext(ref bytes) is { } next)
            {
                await connection.WriteAsync(next, connection.ConnectionAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The connection has ended.
        }
    }

    /// <summary>The next message, once the last one of so many bytes was written.</summary>
    private SerializedHubMessage? TakeNext(ref int bytes)
    {
        lock (_order)
        {
            _bytes -= bytes;
            if (_waiting is not null && _waiting.TryDequeue(out var next))
            {
                bytes = next.Bytes;
                return next.Message;
            }

            (_waiting, _isBehind) = (null, false);
            return null;
        }
    }
}
