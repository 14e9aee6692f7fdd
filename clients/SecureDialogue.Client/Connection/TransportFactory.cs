using System.Net;
using Microsoft.AspNetCore.Connections;

namespace SecureDialogue.Client.Connection;

/// <summary>Opens one kind of transport for SignalR.</summary>
internal sealed class TransportFactory(RelayTarget target, Func<RelayTarget, CancellationToken, Task<IRelayTransport>> open) : IConnectionFactory
{
    private Action? _cut;

    /// <summary>Cuts the connection off, waiting for nothing: for a call that may itself be part of an event being handled.</summary>
    internal void Abort() => _cut?.Invoke();

    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var connection = new TransportConnection(await open(target, cancellationToken).ConfigureAwait(false));
        _cut = connection.Cut;
        return connection;
    }
}
