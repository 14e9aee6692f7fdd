using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SecureDialogue.Benchmarks.Relay.Servers;

/// <summary>Bare SignalR: groups, JSON, nothing is checked, nothing is stored.</summary>
internal sealed class BareHub : Hub
{
    internal static async Task RunAsync(string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        _ = builder.Logging.ClearProviders();
        _ = builder.Services.AddSignalR();
        var app = builder.Build();
        _ = app.MapHub<BareHub>("/bare");
        app.Urls.Add($"http://127.0.0.1:{port}");
        await app.RunAsync();
    }

    public Task Join(string g) => Groups.AddToGroupAsync(Context.ConnectionId, g);

    public Task Send(string g, string m) => Clients.Group(g).SendAsync("m", m);
}
