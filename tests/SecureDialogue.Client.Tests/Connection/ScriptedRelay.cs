using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SecureDialogue.Client.Connection;
using SecureDialogue.Client.Trust;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Tests.Connection;

/// <summary>A hub on loopback that answers what a test tells it to.</summary>
internal sealed class ScriptedRelay : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedRelay(WebApplication app) => _app = app;

    internal HelloReply HelloReply { get; set; } = new(RelayCode.Ok, OpaqueId.Draw<RelayId>(), new byte[Limits.KeyBytes], "test");

    internal ConcurrentQueue<PostRequest> Posts { get; } = [];

    /// <summary>Calls to anything but Hello.</summary>
    internal int Calls { get; set; }

    /// <summary>What a Post waits for before it is answered.</summary>
    internal Task Gate { get; set; } = Task.CompletedTask;

    internal Func<IRelayEvents, Task>? OnRead { get; set; }

    internal ReadReply? ReadReply { get; set; } = new(RelayCode.Ok, [], 0, false);

    internal int Port => new Uri(_app.Urls.Single()).Port;

    internal static async Task<ScriptedRelay> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        builder.Services.AddSignalR(signalr =>
        {
            signalr.MaximumReceiveMessageSize = Limits.HubMessageBytes;
            signalr.KeepAliveInterval = TimeSpan.FromMilliseconds(200);
            signalr.ClientTimeoutInterval = TimeSpan.FromMinutes(1);
        });
        ScriptedRelay? relay = null;
        builder.Services.AddSingleton(_ => relay!);
        var app = builder.Build();
        app.MapHub<ScriptedHub>(ProtocolVersion.HubPath);
        relay = new ScriptedRelay(app);
        await app.StartAsync();
        return relay;
    }

    internal RelayTarget Target(int? port = null) =>
        new(RelayAddress.Parse($"http://127.0.0.1:{port ?? Port}"), HelloReply.Relay) { CallTimeout = TimeSpan.FromSeconds(10) };

    public async ValueTask DisposeAsync()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await _app.StopAsync(stop.Token);
        await _app.DisposeAsync();
    }
}
