using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue text hand</c>: a side's bracket goes to the team.</summary>
internal static class TextHandCommand
{
    private static readonly Argument<string> From = new("caucus") { Description = "the caucus where it stands" };
    private static readonly Argument<long> Number = new("number") { Description = "the bracket's number there" };
    private static readonly Argument<string> Line = new("line") { Description = "the private line with the team" };

    public static Command Build()
    {
        var command = new Command("hand", "hand a bracket to the team, over a private line") { From, Number, Line };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        var outcome = await session.Terminal.WorkAsync(
            "sending", client.HandBracketAsync(parsed.GetRequiredValue(From), parsed.GetValue(Number), parsed.GetRequiredValue(Line), cancellation));
        return SendCommand.Answer(session, client, outcome);
    }
}
