import type { HubConnection } from '@microsoft/signalr';

/** How often a quiet connection is tried; twice as long without a sign of the relay ends it. */
const keepAlive = 15_000;

/**
 * Puts SignalR's client together: a WebSocket straight at the hub's address, without negotiation, fallback transports, its own
 * reconnecting and its log, which would hold requests. SignalR is a chunk of its own, loaded when it is first needed.
 */
export async function buildHub(url: string): Promise<HubConnection> {
    const { HttpTransportType, HubConnectionBuilder, LogLevel } = await import('@microsoft/signalr');
    return new HubConnectionBuilder()
        .withUrl(url, { skipNegotiation: true, transport: HttpTransportType.WebSockets, withCredentials: false })
        .configureLogging(LogLevel.None)
        .withKeepAliveInterval(keepAlive)
        .withServerTimeout(2 * keepAlive)
        .build();
}
