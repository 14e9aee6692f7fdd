using System.Diagnostics;

namespace SecureDialogue.Client.Tests.Storage;

/// <summary>A process that a test started, killed with it.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(string file, params string[] arguments) => _process = Process.Start(new ProcessStartInfo(file, arguments)
    {
        RedirectStandardOutput = true,
        UseShellExecute = false,
    })!;

    internal int ExitCode => _process.ExitCode;

    private static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static string Assembly => typeof(ChildProgram).Assembly.Location;

    internal static ChildProcess Start(string verb, string directory, int number = 0) =>
        new(Dotnet, "exec", Assembly, verb, directory, $"{number}");

    internal static ChildProcess Shell(string script, params string[] arguments) =>
        new("bash", ["-c", script, "bash", .. arguments, Dotnet, Assembly]);

    internal Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync();

    internal Task<string> ReadToEndAsync() => _process.StandardOutput.ReadToEndAsync();

    internal Task ExitAsync() => _process.WaitForExitAsync();

    /// <summary>SIGKILL.</summary>
    internal void Kill() => _process.Kill(entireProcessTree: true);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
