using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SecureDialogue.Server.Relay;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>A relay in this process, on a port and with a data directory of its own; it may be made hostile.</summary>
internal sealed class LocalRelay : IAsyncDisposable
{
    private readonly string[] _settings;
    private WebApplication? _app;
    private int _port;

    private LocalRelay(string data, string[] settings) => (Data, _settings) = (data, settings);

    public Answers Answers { get; } = new();

    public string BeginLink { get; private set; } = "";

    public int Port => _port;

    /// <summary>Its data directory.</summary>
    public string Data { get; }

    public static async Task<LocalRelay> StartAsync(string data, int port = 0, params string[] settings)
    {
        var relay = new LocalRelay(data, settings) { _port = port };
        await relay.StartAsync();
        return relay;
    }

    public async Task StartAsync()
    {
        string[] args = ["--Relay:Port=" + _port.ToString(CultureInfo.InvariantCulture), "--Relay:DataDirectory=" + Data, .. _settings];
        _app = await RelayHost.BuildAsync(args, builder => builder.Host.UseServiceProviderFactory(Answers), CancellationToken.None);
        await _app.StartAsync();
        var output = new StringWriter();
        await _app.Services.GetRequiredService<BeginLine>().PrintAsync(output, CancellationToken.None);
        _port = new Uri(_app.Urls.First()).Port;
        BeginLink = output.ToString().Split("Begin: ") is [_, var link] ? link.Trim() : BeginLink;
    }

    public async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}
