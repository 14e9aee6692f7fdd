using System.CommandLine;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue status</c>: how this device stands.</summary>
internal static class StatusCommand
{
    public static Command Build()
    {
        var command = new Command("status", "show how this device stands");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        session.Terminal.Answer(await client.StatusAsync(cancellation), Lines);
        return (int)ExitCode.Ok;
    }

    private static IEnumerable<string> Lines(StatusView status) =>
    [
        $"dialogue  {(status.Dialogue.Length == 0 ? "(not admitted yet)" : SafeText.Line(status.Dialogue))}",
        $"you       {SafeText.Line(status.Name)}, {(status.Party.Length == 0 ? "neutral" : SafeText.Line(status.Party))}, {(status.Roles.Count == 0 ? "no role yet" : string.Join(" and ", status.Roles))}",
        $"stage     {status.Stage}",
        $"relay     {SafeText.Line(status.Relay)}",
        $"charter   {(status.Charter.Length == 0 ? "(not received yet)" : status.Charter)}",
        $"channels  {status.Channels}",
        $"waiting   {status.Waiting} messages, {status.Requests} requests",
    ];
}
