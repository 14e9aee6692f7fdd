using System.CommandLine;
using SecureDialogue.Client;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue admit</c>: admits an applicant whose digits were compared.</summary>
internal static class AdmitCommand
{
    private static readonly Argument<string> Request = new("id") { Description = "the request, as dialogue requests lists it" };
    private static readonly Option<bool> Compared = new("--compared") { Description = "the digits were compared and match; do not ask" };

    public static Command Build()
    {
        var command = new Command("admit", "admit a person whose digits you compared") { Request, Compared };
        VettingOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        var request = parsed.GetRequiredValue(Request);
        var compared = parsed.GetValue(Compared);
        var options = VettingOptions.Read(parsed);
        if (!compared && (session.Terminal.Json || !Terminal.CanAsk))
        {
            throw new UsageException("the digits were not compared", "compare them face to face or by voice, then add --compared");
        }

        await using var client = await session.OpenAsync(cancellation);
        if (!compared && !await AskAsync(session, client, request, cancellation))
        {
            return session.Terminal.Fail(new Refusal(
                ExitCode.NotReady, "not admitted: the digits do not match", "if they differ, say 'dialogue digits ID --differ'; then decline, and make a new link"));
        }

        var admitted = await session.Terminal.WorkAsync("admitting", client.AdmitAsync(request, options, cancellation));
        session.Terminal.Answer(admitted, who =>
            [who.Paper.Length == 0 ? $"admitted {SafeText.Line(who.Name)}" : $"proposed the admission of {SafeText.Line(who.Name)}: paper {who.Paper} waits for other signatures"]);
        return session.Finish(client);
    }

    private static async Task<bool> AskAsync(Session session, DialogueClient client, string request, CancellationToken cancellation)
    {
        session.Terminal.Answer(await client.DigitsAsync(request, cancellation), DigitsCommand.Lines);
        session.Terminal.Ask("do they match, all 20? type yes or no: ");
        return Console.ReadLine()?.Trim().Equals("yes", StringComparison.OrdinalIgnoreCase) ?? false;
    }
}
