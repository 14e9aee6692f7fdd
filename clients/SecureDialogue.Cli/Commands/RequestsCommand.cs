using System.CommandLine;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue requests</c>: who asks to be admitted.</summary>
internal static class RequestsCommand
{
    public static Command Build()
    {
        var command = new Command("requests", "list who asks to be admitted");
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>One request on one line.</summary>
    public static string Line(PendingRequest request)
    {
        var side = request.Party.Length == 0 ? "neutral" : SafeText.Line(request.Party);
        var doubt = request.InDoubt ? "  in doubt: the link was used twice; make a new one for each person" : string.Empty;
        var differs = request.Differs ? "  stopped: the digits differ; find out by another way why" : string.Empty;
        var device = request.ForDevice ? "further device  " : string.Empty;
        return $"{request.Id}  {SafeText.Line(request.Name)}  {device}{side}, {SafeText.Line(request.Role)}  asked {request.AskedAt.ToLocalTime():yyyy-MM-dd HH:mm}{doubt}{differs}";
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        var requests = await session.Terminal.WorkAsync("fetching letters", client.RequestsAsync(cancellation));
        session.Terminal.Answer(requests, all => all.Select(Line));
        if (requests.Count == 0)
        {
            session.Terminal.Note("nobody asks to be admitted");
        }

        return session.Finish(client);
    }
}
