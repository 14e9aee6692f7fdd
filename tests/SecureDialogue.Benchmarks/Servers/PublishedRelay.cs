using System.Diagnostics;

namespace SecureDialogue.Benchmarks.Servers;

/// <summary>Our relay as it is published.</summary>
internal static class PublishedRelay
{
    private const string Name = "SecureDialogue.Server";

    private static readonly string Published = Path.Combine(Tree.Root, "artifacts/publish", Name, "release", Name);

    /// <summary>Besides where its store is.</summary>
    internal static IReadOnlyList<string> Settings { get; } = ["--Relay:Port=0", "--Relay:WebDirectory="];

    internal static string RuntimeConfig => Published + ".runtimeconfig.json";

    /// <summary>Publishes it as infra/run.sh does.</summary>
    internal static async Task PublishAsync()
    {
        var start = new ProcessStartInfo("dotnet", ["publish", Path.Combine(Tree.Root, "src", Name), "-c", "Release", "--nologo", "-v", "quiet", "-tl:off"]);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var publish = Process.Start(start)!;
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
        {
            throw new InvalidOperationException("The relay could not be published.");
        }
    }

    /// <summary>Starts it, embedded or as one of several nodes.</summary>
    /// <param name="data">Where its store is.</param>
    /// <param name="folder">Goes with the process, when it is not empty.</param>
    /// <param name="settings">Besides <see cref="Settings"/>.</param>
    internal static Task<ServerProcess> StartAsync(string data, string folder, params string[] settings) => ServerProcess.StartSayingAsync(
        new ProcessStartInfo("dotnet", [Published + ".dll", $"--Relay:DataDirectory={data}", .. Settings, .. settings]), folder);
}
