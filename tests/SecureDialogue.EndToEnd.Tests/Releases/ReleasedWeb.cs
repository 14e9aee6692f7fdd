using SecureDialogue.EndToEnd.Tests.Processes;

namespace SecureDialogue.EndToEnd.Tests.Releases;

/// <summary>The web client as <c>infra/run.sh</c> built it, in a folder of its own where a test may alter it, and two people who sign it.</summary>
internal sealed class ReleasedWeb : IDisposable
{
    private const string MakeKey = """
        const { privateKey } = require('node:crypto').generateKeyPairSync('ed25519');
        const key = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: process.env.RELEASE_PASSPHRASE });
        require('node:fs').writeFileSync(process.argv[1], key);
        """;

    private readonly Workplace _workplace = new();

    public ReleasedWeb()
    {
        var built = Path.Combine(BuildOutput.Root, "artifacts", "publish", "SecureDialogue.Server", "release", "wwwroot");
        foreach (var file in Directory.EnumerateFiles(built, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Folder, Path.GetRelativePath(built, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Folder => _workplace.In("web");

    /// <summary>A script of the page, as it lies in the folder; it has a copy in every encoding.</summary>
    public string Script => Directory.EnumerateFiles(Path.Combine(Folder, "assets"), "screens-*.js").Single();

    /// <summary>Signs with a key that is made for it the first time; returns the public key.</summary>
    public async Task<string> SignAsync(string signer)
    {
        var key = _workplace.In(signer + ".pem");
        if (!File.Exists(key))
        {
            await NodeAsync("-e", MakeKey, key);
        }

        return (await NodeAsync(Path.Combine(BuildOutput.Root, "clients", "web", "build", "sign.js"), Folder, key)).Trim()["signed by ".Length..];
    }

    /// <summary>A relay of its own that serves the folder as it is now.</summary>
    public Task<Relay> ServeAsync() => Relay.StartAsync(_workplace, "relay-" + Guid.NewGuid().ToString("N"), ("Relay__WebDirectory", Folder));

    /// <summary>Runs <c>dialogue verify-release</c>.</summary>
    public Task<Outcome> VerifyAsync(string url, params string[] more) =>
        new Person(_workplace, "visitor", "no-home").TryAsync(["verify-release", url, .. more]);

    public void Dispose() => _workplace.Dispose();

    private async Task<string> NodeAsync(params string[] arguments)
    {
        await using var process = RunningProcess.Start("node", arguments, _workplace.Directory, _workplace.With(("RELEASE_PASSPHRASE", "three cranes")));
        await process.CloseInputAsync();
        var outcome = await process.EndAsync();
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        return outcome.Out;
    }
}
