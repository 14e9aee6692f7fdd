using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace SecureDialogue.Client.Connection;

/// <summary>Opens WebSockets for SignalR, straight at the hub's address: no negotiation, no fallback transports.</summary>
internal sealed class WebSocketConnectionFactory(RelayTarget target) : IConnectionFactory
{
    private Action? _cut;

    /// <summary>Cuts the connection off, waiting for nothing: for a call that may itself be part of an event being handled.</summary>
    internal void Abort() => _cut?.Invoke();

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
            var connection = new WebSocketConnection(socket);
            _cut = connection.Cut;
            return connection;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
