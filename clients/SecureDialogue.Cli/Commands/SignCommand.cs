using System.CommandLine;
using SecureDialogue.Client;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue sign</c>: signs a paper. Of a Charter the digits are compared first, by all who sign it.</summary>
internal static class SignCommand
{
    private static readonly Option<bool> Compared = new("--compared") { Description = "of a Charter: its digits were compared with everybody who signs; do not ask" };

    public static Command Build()
    {
        var command = new Command("sign", "sign a paper; what was signed is shown") { PaperActCommands.Id, Compared };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        var id = parsed.GetRequiredValue(PaperActCommands.Id);
        await using var client = await session.OpenAsync(cancellation);
        if (!parsed.GetValue(Compared) && !await MayAsync(session, client, id, cancellation))
        {
            return session.Terminal.Fail(new Refusal(
                ExitCode.NotReady, "not signed: the digits do not match", "do not go on; find out with the others, by another way, who was shown another Charter"));
        }

        var details = await session.Terminal.WorkAsync("signing", client.SignAsync(id, cancellation));
        session.Terminal.Answer(details, PaperCommand.Lines);
        return session.Finish(client);
    }

    private static async Task<bool> MayAsync(Session session, DialogueClient client, string id, CancellationToken cancellation)
    {
        var details = await session.Terminal.WorkAsync("fetching letters", client.PaperAsync(id, cancellation));
        if (details.Paper.Kind != "charter")
        {
            return true;
        }

        if (session.Terminal.Json || !Terminal.CanAsk)
        {
            throw new UsageException(
                "the digits of the Charter were not compared", "compare 'dialogue charter digits' with everybody who signs, face to face or by voice, then add --compared");
        }

        session.Terminal.Answer(details, PaperCommand.Lines);
        session.Terminal.Ask("does everybody who signs have these digits, all 20? type yes or no: ");
        return Console.ReadLine()?.Trim().Equals("yes", StringComparison.OrdinalIgnoreCase) ?? false;
    }
}
