using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;

namespace SecureDialogue.Client.Connection;

/// <summary>Says what a failure below the protocol means; null for what is none.</summary>
internal static class TransportFailure
{
    internal static UnreachableReason? OfConnecting(Exception e) => e switch
    {
        OperationCanceledException => UnreachableReason.Timeout,
        _ when Has<AuthenticationException>(e) => UnreachableReason.Certificate,
        _ when Has<SocketException>(e) => UnreachableReason.NotConnected,
        _ when Find<HttpRequestException>(e) is { HttpRequestError: HttpRequestError.InvalidResponse } => UnreachableReason.NotARelay,
        HubException or InvalidDataException or JsonException => UnreachableReason.NotARelay,
        WebSocketException { WebSocketErrorCode: WebSocketError.NotAWebSocket or WebSocketError.UnsupportedProtocol } => UnreachableReason.NotARelay,
        WebSocketException or HttpRequestException or IOException or InvalidOperationException => UnreachableReason.NotConnected,
        _ => null,
    };

    /// <summary>
    /// Whether something on the way may have kept a WebSocket from opening where requests would pass: not where nothing was reached, the
    /// certificate is refused, or the relay itself answered.
    /// </summary>
    internal static bool MayBeBlockedSocket(Exception e) => e switch
    {
        OperationCanceledException => true,
        _ when Has<AuthenticationException>(e) => false,
        _ when Find<HttpRequestException>(e) is { HttpRequestError: var error } => error is not (HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError or HttpRequestError.InvalidResponse),
        WebSocketException or IOException => true,
        _ => false,
    };

    internal static UnreachableReason? OfCall(Exception e, bool isLate) => e switch
    {
        OperationCanceledException when isLate => UnreachableReason.Timeout,
        HubException or JsonException => UnreachableReason.Failed,
        OperationCanceledException or InvalidOperationException or WebSocketException or HttpRequestException or IOException or InvalidDataException => UnreachableReason.Cut,
        _ => null,
    };

    private static bool Has<T>(Exception e)
        where T : Exception => Find<T>(e) is not null;

    private static T? Find<T>(Exception? e)
        where T : Exception => e is null ? null : e as T ?? Find<T>(e.InnerException);
}
