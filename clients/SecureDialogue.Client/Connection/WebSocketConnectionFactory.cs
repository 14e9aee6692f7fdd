using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace SecureDialogue.Client.Connection;

/// <summary>Opens WebSockets for SignalR, straight at the hub's address: no negotiation, no fallback transports.</summary>
internal sealed class WebSocketConnectionFactory(RelayTarget target) : IConnectionFactory
{
    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = new ClientWebSocket();
        try
        {
            // SignalR has its own pings, which also notice a relay that hangs.
            socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
            socket.Options.RemoteCertificateValidationCallback = target.CertificateTrust;
            if (target.Proxy is { } proxy)
            {
                socket.Options.Proxy = new WebProxy(proxy);
            }

            await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken).ConfigureAwait(false);
            return new WebSocketConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
