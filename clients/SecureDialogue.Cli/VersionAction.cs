using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace SecureDialogue.Cli;

/// <summary>Answers <c>--version</c>.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public static string Version { get; } =
        typeof(VersionAction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public override int Invoke(ParseResult parseResult)
    {
        new Terminal(parseResult.GetValue(SharedOptions.Json)).Answer(new { Version }, answer => ["dialogue " + answer.Version]);
        return (int)ExitCode.Ok;
    }
}
