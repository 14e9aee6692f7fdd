using System.Text;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.EndToEnd.Tests.Processes;

namespace SecureDialogue.EndToEnd.Tests.Kills;

/// <summary>Somebody's command line, killed at a chosen point; the home is the participant's.</summary>
internal static class KilledParticipant
{
    /// <summary>Runs a command that dies when it passes the point for the time given, as <c>Point:1</c>.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunWithFaultAsync(this Participant participant, string fault, params string[] arguments)
    {
        await using var process = RunningProcess.Start(
            "dotnet",
            ["exec", BuildOutput.Cli, .. arguments],
            Path.GetDirectoryName(participant.Home)!,
            new Dictionary<string, string>
            {
                ["DIALOGUE_HOME"] = participant.Home,
                ["DIALOGUE_PASSPHRASE"] = Encoding.UTF8.GetString(Participant.PassphraseBytes),
                ["DIALOGUE_FAULT"] = fault,
            });
        await process.CloseInputAsync();
        return (await process.EndAsync()).ExitCode;
    }
}
