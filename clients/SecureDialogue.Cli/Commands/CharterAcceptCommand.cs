using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue charter accept</c>: accepts the version in force by signature.</summary>
internal static class CharterAcceptCommand
{
    public static Command Build()
    {
        var command = new Command("accept", "accept the Charter in force, by signature");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        var charter = await session.Terminal.WorkAsync("telling the officers", client.AcceptCharterAsync(cancellation));
        session.Terminal.Answer(charter, view => [$"you accepted version {view.Version} of the Charter"]);
        return session.Finish(client);
    }
}
