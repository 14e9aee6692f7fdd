using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SecureDialogue.Server.Relay;

namespace SecureDialogue.Server.Tests.Actors;

/// <summary>A relay in this process, on a port of its own, with a data directory of its own.</summary>
internal sealed class RelayUnderTest : IAsyncDisposable
{
    private readonly string[] _settings;
    private readonly TimeProvider _time;
    private WebApplication? _app;

    private RelayUnderTest(TimeProvider time, string[] settings)
    {
        _settings = settings;
        _time = time;
        Parent = Directory.CreateTempSubdirectory("relay-").FullName;
    }

    public string Parent { get; }

    public string Data => Path.Combine(Parent, "data");

    public CollectedLog Log { get; } = new();

    public Uri Address { get; private set; } = null!;

    /// <summary>What the relay wrote to standard output at its last start.</summary>
    public string Line { get; private set; } = "";

    public string BeginToken => Line.Split("#pass=")[1].Trim();

    /// <summary>What a command needs to find the store.</summary>
    public string[] Settings => [$"--Relay:DataDirectory={Data}", .. _settings];

    public IServiceProvider Services => _app!.Services;

    public static Task<RelayUnderTest> StartAsync(params string[] settings) => StartAsync(TimeProvider.System, settings);

    public static async Task<RelayUnderTest> StartAsync(TimeProvider time, params string[] settings)
    {
        var relay = new RelayUnderTest(time, settings);
        await relay.StartAgainAsync();
        return relay;
    }

    public Task<RelayConnection> ConnectAsync() => RelayConnection.OpenAsync(Address);

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    public async Task StopAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Parent, true);
    }

    public async Task StartAgainAsync()
    {
        _app = await RelayHost.BuildAsync(["--Relay:Port=0", .. Settings], Adjust, CancellationToken.None);
        await _app.StartAsync();
        var output = new StringWriter();
        await _app.Services.GetRequiredService<BeginLine>().PrintAsync(output, CancellationToken.None);
        Line = output.ToString();
        Address = new Uri(_app.Urls.First());
    }

    private void Adjust(WebApplicationBuilder builder)
    {
        builder.Logging.AddProvider(Log);
        builder.Services.AddSingleton(_time);
    }
}
