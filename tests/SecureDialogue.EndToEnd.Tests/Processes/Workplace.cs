namespace SecureDialogue.EndToEnd.Tests.Processes;

/// <summary>A directory for one test, and the environment its processes get; both gone afterwards.</summary>
internal sealed class Workplace : IDisposable
{
    public const string Passphrase = "nine herons over the reed bank";

    public Workplace()
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("sd-e2e-").FullName;
        var shims = System.IO.Directory.CreateDirectory(Path.Combine(Directory, ".bin")).FullName;
        var dialogue = Path.Combine(shims, "dialogue");
        File.WriteAllText(dialogue, $"#!/bin/sh\nexec dotnet exec '{BuildOutput.Cli}' \"$@\"\n");
        File.SetUnixFileMode(dialogue, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Environment = new Dictionary<string, string>
        {
            ["PATH"] = shims + Path.PathSeparator + System.Environment.GetEnvironmentVariable("PATH"),
            ["HOME"] = Directory,
            ["LANG"] = "C.UTF-8",
            ["TZ"] = "UTC",
            ["DIALOGUE_PASSPHRASE"] = Passphrase,
            ["DIALOGUE_HOME"] = Path.Combine(Directory, "home"),
            ["DIALOGUE_TRACE"] = "1",
            ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "0",
            ["DOTNET_CLI_UI_LANGUAGE"] = "en",
            ["DOTNET_TieredPGO"] = "0",
        };
    }

    public string Directory { get; }

    public IReadOnlyDictionary<string, string> Environment { get; }

    public string In(params string[] names) => Path.Combine([Directory, .. names]);

    /// <summary>The environment with changes.</summary>
    public Dictionary<string, string> With(params (string Name, string Value)[] changes)
    {
        var environment = new Dictionary<string, string>(Environment);
        foreach (var (name, value) in changes)
        {
            environment[name] = value;
        }

        return environment;
    }

    /// <summary>Runs a line of shell to its end.</summary>
    public async Task<Outcome> ShellAsync(string line, params (string Name, string Value)[] changes)
    {
        await using var process = RunningProcess.Start("bash", ["-c", line], Directory, With(changes));
        await process.CloseInputAsync();
        return await process.EndAsync();
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
