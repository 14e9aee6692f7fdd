import type { HubConnection } from '@microsoft/signalr';

/** How often a quiet connection is tried; twice as long without a sign of the relay ends it. */
const keepAlive = 15_000;

/**
 * Puts SignalR's client together: a WebSocket straight at the hub's address, without negotiation, or polling where the network lets none
 * through; without its own reconnecting and its log, which would hold requests. SignalR is a chunk of its own, loaded when it is first
 * needed.
 */
export async function buildHub(url: string, isPolling: boolean): Promise<HubConnection> {
    const { HttpTransportType, HubConnectionBuilder, LogLevel } = await import('@microsoft/signalr');
    const transport = isPolling
        ? { transport: HttpTransportType.LongPolling }
        : { skipNegotiation: true, transport: HttpTransportType.WebSockets };
    return new HubConnectionBuilder()
        .withUrl(url, { ...transport, withCredentials: false })
        .configureLogging(LogLevel.None)
        .withKeepAliveInterval(keepAlive)
        .withServerTimeout(2 * keepAlive)
        .build();
}
