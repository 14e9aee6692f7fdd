namespace SecureDialogue.Mls.Tests.Interop;

/// <summary>The two engines that need Node.js, each in a process of its own.</summary>
public sealed class PeerFixture : IAsyncLifetime
{
    private PeerProcess? _web;
    private PeerProcess? _tsMls;

    public async Task InitializeAsync()
    {
        var folder = await PeerInstallation.RequireAsync();
        _web = new PeerProcess(Engine.Web, folder, "web.mjs");
        _tsMls = new PeerProcess(Engine.TsMls, folder, "peer.mjs");
    }

    public async Task DisposeAsync()
    {
        foreach (var process in new[] { _web, _tsMls })
        {
            await (process?.EndAsync() ?? Task.CompletedTask);
        }
    }

    /// <summary>Where members of the engine live.</summary>
    internal PeerProcess Of(Engine engine) => (engine == Engine.Web ? _web : _tsMls)!;
}
