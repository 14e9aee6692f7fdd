using System.Buffers;
using System.Net;
using System.Net.WebSockets;

namespace SecureDialogue.Client.Connection;

/// <summary>A WebSocket straight at the hub's address, without negotiation.</summary>
internal sealed class WebSocketTransport : IRelayTransport
{
    private readonly ClientWebSocket _socket = new();

    private WebSocketTransport()
    {
    }

    /// <summary>SignalR has its own pings, which also notice a relay that hangs.</summary>
    public bool HasOwnKeepAlive => false;

    internal static async Task<IRelayTransport> OpenAsync(RelayTarget target, CancellationToken cancellationToken)
    {
        var transport = new WebSocketTransport();
        try
        {
            var options = transport._socket.Options;
            options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
            options.RemoteCertificateValidationCallback = target.CertificateTrust;
            if (target.Proxy is { } proxy)
            {
                options.Proxy = new WebProxy(proxy);
            }

            await transport._socket.ConnectAsync(target.Address.HubUri, cancellationToken).ConfigureAwait(false);
            return transport;
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    public async ValueTask<int?> ReceiveAsync(Memory<byte> memory, CancellationToken cancellationToken)
    {
        var result = await _socket.ReceiveAsync(memory, cancellationToken).ConfigureAwait(false);
        return result.MessageType == WebSocketMessageType.Close ? null : result.Count;
    }

    public async ValueTask SendAsync(ReadOnlySequence<byte> messages, CancellationToken cancellationToken)
    {
        var rest = messages.Length;
        foreach (var segment in messages)
        {
            rest -= segment.Length;
            await _socket.SendAsync(segment, WebSocketMessageType.Text, endOfMessage: rest == 0, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task CloseAsync(CancellationToken cancellationToken) =>
        _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", cancellationToken);

    public void Cut() => _socket.Abort();

    public void Dispose() => _socket.Dispose();
}
