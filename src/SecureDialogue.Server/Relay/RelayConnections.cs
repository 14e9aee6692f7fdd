using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace SecureDialogue.Server.Relay;

/// <summary>Gives each connection its state when it comes, and lets every subscription know when it goes.</summary>
internal sealed class RelayConnections(
    ILogger<RelayConnections> log, IOptions<RelayOptions> options, TimeProvider time, IEnumerable<ISubscriptions> subscriptions)
    : DefaultHubLifetimeManager<RelayHub>(log)
{
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        var hello = time.CreateTimer(_ => connection.Abort(), null, TimeSpan.FromSeconds(options.Value.HelloSeconds), Timeout.InfiniteTimeSpan);
        connection.Items[typeof(ConnectionState)] = new ConnectionState(
            new PushOutbox(connection, options.Value.PushBacklogBytes), new CallRate(options.Value, time), hello);
        return base.OnConnectedAsync(connection);
    }

    public override async Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (connection.Items[typeof(ConnectionState)] is ConnectionState state)
        {
            state.Dispose();
            foreach (var subscription in subscriptions)
            {
                subscription.Forget(state);
            }

            await state.Outbox.DisposeAsync();
        }

        await base.OnDisconnectedAsync(connection);
    }
}
