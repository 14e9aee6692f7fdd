using System.IO.Pipelines;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Connection;

/// <summary>
/// Carries a duplex pipe over a transport. Two pumps, one a direction; the first to end ends the other. A hub message that grows over
/// twice <see cref="Limits.HubMessageBytes"/> ends the connection: the pipe alone would hold whatever a relay sends.
/// </summary>
internal sealed class TransportConnection : ConnectionContext, IConnectionInherentKeepAliveFeature
{
    private const byte MessageEnd = 0x1E;
    private const int MaxMessageBytes = 2 * Limits.HubMessageBytes;
    private const int ReadBytes = 16 * 1024;
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly IRelayTransport _transport;
    private readonly CancellationTokenSource _ending = new();
    private readonly PipeWriter _incoming;
    private readonly PipeReader _outgoing;
    private readonly Task _pumps;

    internal TransportConnection(IRelayTransport transport)
    {
        _transport = transport;
        var incoming = new Pipe(new PipeOptions(useSynchronizationContext: false));
        var outgoing = new Pipe(new PipeOptions(useSynchronizationContext: false));
        Transport = new DuplexPipe(incoming.Reader, outgoing.Writer);
        Features.Set<IConnectionInherentKeepAliveFeature>(this);
        _incoming = incoming.Writer;
        _outgoing = outgoing.Reader;
        ConnectionClosed = _ending.Token;
        _pumps = Task.WhenAll(PumpAsync(ReceiveAsync, _incoming.CompleteAsync), PumpAsync(SendAsync, _outgoing.CompleteAsync));
    }

    public override string ConnectionId { get; set; } = "";

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public override IDuplexPipe Transport { get; set; }

    public bool HasInherentKeepAlive => _transport.HasOwnKeepAlive;

    public override void Abort(ConnectionAbortedException abortReason) => Cut();

    /// <summary>Ends both pumps at once; does nothing to a connection that has ended.</summary>
    internal void Cut() => _transport.Cut();

    public override async ValueTask DisposeAsync()
    {
        await Transport.Output.CompleteAsync().ConfigureAwait(false);
        await Transport.Input.CompleteAsync().ConfigureAwait(false);
        try
        {
            // The sender says goodbye, and then ends the receiver.
            await _pumps.WaitAsync(CloseTimeout).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Cut();
            await _pumps.ConfigureAwait(false);
        }

        _transport.Dispose();
        _ending.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    // Each pump completes its own end of its own pipe, never the other's: a pipe's end belongs to one task.
    private async Task PumpAsync(Func<CancellationToken, Task> pump, Func<Exception?, ValueTask> complete)
    {
        Exception? failure = null;
        try
        {
            await pump(_ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Ended by the other pump.
        }
        catch (Exception e) when (e is WebSocketException or HttpRequestException or IOException or ObjectDisposedException or InvalidDataException)
        {
            failure = e;
        }

        await complete(failure).ConfigureAwait(false);
        await _ending.CancelAsync().ConfigureAwait(false);
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        var open = 0;
        while (true)
        {
            var memory = _incoming.GetMemory(ReadBytes);
            if (await _transport.ReceiveAsync(memory, cancellationToken).ConfigureAwait(false) is not { } count)
            {
                return;
            }

            var end = memory.Span[..count].LastIndexOf(MessageEnd);
            open = end < 0 ? open + count : count - end - 1;
            if (open > MaxMessageBytes)
            {
                throw new InvalidDataException();
            }

            _incoming.Advance(count);
            var flushed = await _incoming.FlushAsync(cancellationToken).ConfigureAwait(false);
            if (flushed.IsCompleted)
            {
                return;
            }
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await _outgoing.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (!result.Buffer.IsEmpty)
            {
                await _transport.SendAsync(result.Buffer, cancellationToken).ConfigureAwait(false);
            }

            _outgoing.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
            {
                await CloseAsync().ConfigureAwait(false);
                return;
            }
        }
    }

    private async Task CloseAsync()
    {
        using var timeout = new CancellationTokenSource(CloseTimeout);
        await _transport.CloseAsync(timeout.Token).ConfigureAwait(false);
    }

    private sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
