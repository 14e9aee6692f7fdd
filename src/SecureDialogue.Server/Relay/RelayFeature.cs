using FluentValidation;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SecureDialogue.Server.Platform;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Relay;

/// <summary>The hub, its edge and its connections.</summary>
internal static class RelayFeature
{
    public static IServiceCollection AddRelay(this IServiceCollection services, RelayOptions options)
    {
        _ = services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = Limits.HubMessageBytes;
            hub.EnableDetailedErrors = false;
            hub.HandshakeTimeout = options.FirstWord;

            // A client's posts in flight share a transaction; the edge keeps their order.
            hub.MaximumParallelInvocationsPerClient = 2 * Limits.PostsInFlight;
        });
        _ = services.RemoveAll<IHubProtocol>().AddSingleton<IHubProtocol, RelayHubProtocol>();
        services.TryAddSingleton(TimeProvider.System);

        // Who negotiated and polls no more.
        _ = services.Configure<ConnectionOptions>(connections => connections.DisconnectTimeout = options.FirstWord);
        return services
            .AddSingleton<HubLifetimeManager<RelayHub>, RelayConnections>()
            .AddSingleton<Drain>()
            .AddSingleton<RelayErrorFilter>()
            .AddSingleton<PollingGate>()
            .AddHostedService<DailySweep>()
            .AddSingleton(host => new MemoryReturn(host.GetRequiredService<TimeProvider>(), MemoryReturn.Collect))
            .AddHostedService(host => host.GetRequiredService<MemoryReturn>())
            .AddCall<HelloRequest, HelloReply, HelloHandler, HelloValidator>();
    }

    public static void MapRelay(this WebApplication app)
    {
        _ = app.UseWebSockets().Use(app.Services.GetRequiredService<PollingGate>().PassAsync);
        _ = app.MapHub<RelayHub>(ProtocolVersion.HubPath, http =>
        {
            http.Transports = HttpTransportType.WebSockets | HttpTransportType.LongPolling;
            http.MinimumProtocolVersion = 1;
            http.LongPolling.PollTimeout = TimeSpan.FromSeconds(Limits.PollSeconds);
            http.WebSockets.CloseTimeout = TimeSpan.FromSeconds(1);
        });

        // After the hub, which closes its connections when it is told to: who came last is told first.
        _ = app.Lifetime.ApplicationStopping.Register(app.Services.GetRequiredService<Drain>().Run);
    }

    /// <summary>Registers what answers one call of <see cref="IRelayHub"/>.</summary>
    public static IServiceCollection AddCall<TRequest, TReply, THandler, TValidator>(this IServiceCollection services)
        where TReply : IReply<TReply>
        where THandler : class, IHandler<TRequest, TReply>
        where TValidator : class, IValidator<TRequest> =>
        services.AddSingleton<IHandler<TRequest, TReply>, THandler>().AddSingleton<IValidator<TRequest>, TValidator>();
}
