using System.CommandLine;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue travel</c>: leaves every channel and deletes the home.</summary>
internal static class TravelCommand
{
    private static readonly Option<bool> Yes = new("--yes") { Description = "do not ask" };

    public static Command Build()
    {
        var command = new Command("travel", "leave every channel and delete everything on this device; you cannot bring it back alone") { Yes };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        if (!parsed.GetValue(Yes) && (session.Terminal.Json || !Terminal.CanAsk))
        {
            throw new UsageException("nobody confirmed that everything on this device shall be deleted", "add --yes");
        }

        await using var client = await session.OpenAsync(cancellation);
        if (!parsed.GetValue(Yes) && !IsConfirmed(session.Terminal))
        {
            return session.Terminal.Fail(new Refusal(ExitCode.NotReady, "nothing was deleted", "type yes to the question, or add --yes"));
        }

        var report = await client.TravelAsync(new Told(session.Terminal), cancellation);
        session.Terminal.Answer(report, Lines);
        return report.NotTold.Count == 0
            ? (int)ExitCode.Ok
            : session.Terminal.Fail(new Refusal(
                ExitCode.RelayUnreachable,
                "not every channel could be told: this device counts as a member there until it is cut off",
                "tell a facilitator or your organizer by another way; two people cut the device off"));
    }

    private static bool IsConfirmed(Terminal terminal)
    {
        terminal.Ask("keys, channels and words on this device will be deleted for good; two people must vouch for you to return; type yes to go on: ");
        return Console.ReadLine()?.Trim().Equals("yes", StringComparison.OrdinalIgnoreCase) ?? false;
    }

    private static IEnumerable<string> Lines(TravelReport report) =>
    [
        .. report.Left.Select(title => $"left {SafeText.Line(title)}"),
        .. report.NotTold.Select(title => $"not told: {SafeText.Line(title)}"),
        "nothing of the dialogue is left on this device; to return, ask an officer for a device link",
    ];

    /// <summary>At once, not through a thread of its own: the lines stand in order.</summary>
    private sealed class Told(Terminal terminal) : IProgress<string>
    {
        public void Report(string value) => terminal.Note($"{SafeText.Line(value)} …");
    }
}
