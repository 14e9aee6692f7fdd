using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue sync</c>: brings this device up to date and sends what waits.</summary>
internal static class SyncCommand
{
    public static Command Build()
    {
        var command = new Command("sync", "fetch what is new and send what waits");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        var report = await session.Terminal.WorkAsync("syncing", client.SyncAsync(cancellation));
        session.Terminal.Answer(report, came =>
        [
            .. came.Notices.Select(SafeText.Line),
            $"{came.Letters} letters and {came.Items} items came, {came.Sent} messages went out, {came.Waiting} wait",
        ]);
        return session.Finish(client);
    }
}
