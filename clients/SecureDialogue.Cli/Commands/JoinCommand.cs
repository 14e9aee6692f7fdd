using System.CommandLine;
using SecureDialogue.Client;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue join</c>: asks to be admitted.</summary>
internal static class JoinCommand
{
    private static readonly Argument<string> Link = new("link") { Description = "the link you were handed" };
    private static readonly Option<string> Name = new("--name") { Description = "the name the others will see; a pseudonym is fine", HelpName = "NAME", Required = true };

    public static Command Build()
    {
        var command = new Command("join", "ask to be admitted to a dialogue") { Link, Name };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.MakeAsync(
            "asking", options => DialogueClient.JoinAsync(parsed.GetRequiredValue(Link), parsed.GetRequiredValue(Name), options, cancellation));
        session.Terminal.Answer(await client.StatusAsync(cancellation), status => status.Stage == "founding" ?
        [
            $"you answered as a founder, as {SafeText.Line(status.Name)}",
            "next: dialogue charter, when the first founder has proposed it",
        ]
        :
        [
            $"you asked to be admitted as {SafeText.Line(status.Name)}",
            "next: dialogue digits, and compare them face to face or by voice with the person who invited you",
        ]);
        return session.Finish(client);
    }
}
