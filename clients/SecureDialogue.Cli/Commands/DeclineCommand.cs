using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue decline</c>: declines a request.</summary>
internal static class DeclineCommand
{
    private static readonly Argument<string> Request = new("id") { Description = "the request, as dialogue requests lists it" };
    private static readonly Option<string> Reason = new("--reason") { Description = "what the applicant is told", HelpName = "TEXT", Required = true };

    public static Command Build()
    {
        var command = new Command("decline", "decline a request and say why") { Request, Reason };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        var declined = await session.Terminal.WorkAsync(
            "declining", client.DeclineAsync(parsed.GetRequiredValue(Request), parsed.GetRequiredValue(Reason), cancellation));
        session.Terminal.Answer(declined, who => [$"declined {SafeText.Line(who.Name)}"]);
        return session.Finish(client);
    }
}
