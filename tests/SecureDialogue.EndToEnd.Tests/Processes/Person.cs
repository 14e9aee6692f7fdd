using System.Text.Json;

namespace SecureDialogue.EndToEnd.Tests.Processes;

/// <summary>A person at the command line, with a home of their own.</summary>
internal sealed class Person(Workplace workplace, string name, string homeName)
{
    /// <summary>The chosen name.</summary>
    public string Name { get; } = name;

    public string Home { get; } = workplace.In(homeName);

    /// <summary>Runs a command to its end, whatever comes of it.</summary>
    public async Task<Outcome> TryAsync(params string[] arguments)
    {
        await using var process = Start(arguments);
        await process.CloseInputAsync();
        return await process.EndAsync();
    }

    /// <summary>Runs a command that a fault kills.</summary>
    public async Task<Outcome> TryWithFaultAsync(string fault, params string[] arguments)
    {
        await using var process = Start(arguments, ("DIALOGUE_FAULT", fault));
        await process.CloseInputAsync();
        return await process.EndAsync();
    }

    /// <summary>Runs a command that succeeds; returns its standard output.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var outcome = await TryAsync(arguments);
        Assert.True(outcome.ExitCode == 0, $"{Name}: {arguments[0]}: {outcome}");
        return outcome.Out;
    }

    /// <summary>Runs a command that succeeds with --json; returns its answer.</summary>
    public async Task<JsonElement> JsonAsync(params string[] arguments) =>
        JsonSerializer.Deserialize<JsonElement>(await RunAsync([.. arguments, "--json"]));

    /// <summary>Starts a command that goes on, such as <c>read --follow</c>. A test run in the background must not hand on that it ignores Ctrl-C.</summary>
    public RunningProcess Start(string[] arguments, params (string, string)[] environment) =>
        RunningProcess.Start("env", ["--default-signal=INT", "dotnet", "exec", BuildOutput.Cli, .. arguments], workplace.Directory, workplace.With([("DIALOGUE_HOME", Home), .. environment]));

    /// <summary>Starts a command at a terminal of its own (script(1) makes one), where the passphrase is asked for.</summary>
    public RunningProcess StartAtTerminal(string command) => RunningProcess.Start(
        "script", ["-qec", $"dotnet exec '{BuildOutput.Cli}' {command}", "/dev/null"], workplace.Directory,
        workplace.With(("DIALOGUE_HOME", Home), ("DIALOGUE_PASSPHRASE", string.Empty), ("TERM", "xterm")));

    /// <summary>The words of a channel, in order.</summary>
    public async Task<IReadOnlyList<string>> ReadTextsAsync(string channel) =>
        [.. (await JsonAsync("read", channel)).EnumerateArray().Where(m => m.GetProperty("kind").GetString() == "text").Select(m => m.GetProperty("text").GetString()!)];
}
