using System.Diagnostics;

namespace SecureDialogue.Server.Tests.Actors;

/// <summary>A relay in a process of its own, for what only a process can show.</summary>
internal sealed class RelayProcess : IDisposable
{
    private readonly Process _process;

    private RelayProcess(Process process, string line, Uri address) => (_process, Line, Address) = (process, line, address);

    public string Line { get; }

    public Uri Address { get; }

    /// <param name="directory">The data directory.</param>
    /// <param name="seams">Environment variables that are set to 1.</param>
    public static Task<RelayProcess> StartAsync(string directory, params string[] seams)
    {
        var start = new ProcessStartInfo("dotnet");
        seams.ToList().ForEach(seam => start.Environment[seam] = "1");
        return StartAsync(directory, start);
    }

    /// <summary>One of several nodes; its data directory stays empty.</summary>
    public static Task<RelayProcess> StartNodeAsync(params string[] settings) =>
        StartAsync(Path.Combine(Path.GetTempPath(), "no-data"), new ProcessStartInfo("dotnet"), settings);

    /// <param name="environment">Variables besides those of this process.</param>
    /// <param name="settings">As a relay takes them.</param>
    public static Task<RelayProcess> StartNodeAsync(IReadOnlyDictionary<string, string> environment, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return StartAsync(Path.Combine(Path.GetTempPath(), "no-data"), start, settings);
    }

    /// <summary>On a file system of its own, of three mebibytes with a ballast of one; null where mounting is not allowed.</summary>
    public static async Task<RelayProcess?> StartOnSmallDiskAsync(string directory)
    {
        using var allowed = Process.Start("unshare", ["-m", "true"]);
        await allowed.WaitForExitAsync();
        if (allowed.ExitCode != 0)
        {
            return null;
        }

        const string Script = "mount -t tmpfs -o size=3m tmpfs \"$0\" && head -c 1048576 /dev/zero > \"$0/ballast\" && exec dotnet \"$@\"";
        var start = new ProcessStartInfo("unshare");
        new List<string> { "-m", "sh", "-c", Script, Path.GetDirectoryName(directory)! }.ForEach(start.ArgumentList.Add);
        return await StartAsync(directory, start);
    }

    public int Id => _process.Id;

    private static async Task<RelayProcess> StartAsync(string directory, ProcessStartInfo start, params string[] settings)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "SecureDialogue.Server.dll"));
        start.ArgumentList.Add("--Relay:Port=0");
        start.ArgumentList.Add($"--Relay:DataDirectory={directory}");
        settings.ToList().ForEach(start.ArgumentList.Add);
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
        return new RelayProcess(process, line, new Uri(line.Split(' ')[1].Split("/#")[0]));
    }

    /// <summary>Runs a relay to its end.</summary>
    public static async Task<(int Code, string Errors)> RunAsync(string directory, int port)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "SecureDialogue.Server.dll"), $"--Relay:Port={port}", $"--Relay:DataDirectory={directory}"])
        {
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, errors);
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>A signal by its name: STOP, CONT.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Asks it to end; gives its exit code and how long it took.</summary>
    public async Task<(int Code, TimeSpan Took)> TerminateAsync()
    {
        var clock = Stopwatch.StartNew();
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync();
        return (_process.ExitCode, clock.Elapsed);
    }

    public async Task<string> ErrorsAsync() => await _process.StandardError.ReadToEndAsync();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
