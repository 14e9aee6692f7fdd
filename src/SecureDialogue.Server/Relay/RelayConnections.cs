using System.Net;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using SecureDialogue.Server.Platform.Telemetry;

namespace SecureDialogue.Server.Relay;

/// <summary>Gives each connection its state when it comes, and lets every subscription know when it goes.</summary>
internal sealed partial class RelayConnections(
    ILogger<RelayConnections> log, IOptions<RelayOptions> options, TimeProvider time, IEnumerable<ISubscriptions> subscriptions, MemoryReturn memory)
    : DefaultHubLifetimeManager<RelayHub>(log)
{
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        var hello = time.CreateTimer(_ => connection.Abort(), null, options.Value.FirstWord, Timeout.InfiniteTimeSpan);
        connection.Items[typeof(ConnectionState)] = new ConnectionState(
            new PushOutbox(connection, options.Value.PushBacklogBytes), (options.Value.CallRate(time), options.Value.WhisperRate(time)), hello);
        if (options.Value.LogAddresses)
        {
            Came(log, connection.GetHttpContext()?.Connection.RemoteIpAddress);
        }

        memory.Came();
        RelayMetrics.Connected();
        return base.OnConnectedAsync(connection);
    }

    public override async Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (connection.Items[typeof(ConnectionState)] is ConnectionState state)
        {
            RelayMetrics.Disconnected();
            state.Dispose();
            foreach (var subscription in subscriptions)
            {
                subscription.Forget(state);
            }

            await state.Outbox.DisposeAsync();
            memory.Went();
        }

        await base.OnDisconnectedAsync(connection);
    }

    [LoggerMessage(1, LogLevel.Information, "A connection came from {Address}")]
    private static partial void Came(ILogger logger, IPAddress? address);
}
