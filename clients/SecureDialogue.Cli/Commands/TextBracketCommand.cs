using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue text bracket</c>: other words for a clause, in the own caucus.</summary>
internal static class TextBracketCommand
{
    private static readonly Argument<string> Channel = new("channel") { Description = "the caucus's title or id" };
    private static readonly Argument<int> Clause = new("clause") { Description = "the clause's number" };
    private static readonly Argument<string> Words = new("words") { Description = "the other words" };

    public static Command Build()
    {
        var command = new Command("bracket", "put other words beside a clause, in the caucus") { Channel, Clause, Words };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        var outcome = await session.Terminal.WorkAsync(
            "sending", client.BracketAsync(parsed.GetRequiredValue(Channel), parsed.GetValue(Clause), parsed.GetRequiredValue(Words), cancellation));
        return SendCommand.Answer(session, client, outcome);
    }
}
