using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue text release</c>: a facilitator lets all sides read a bracket.</summary>
internal static class TextReleaseCommand
{
    private static readonly Argument<string> From = new("line") { Description = "the private line on which it was handed over" };
    private static readonly Argument<long> Number = new("number") { Description = "the bracket's number there" };
    private static readonly Argument<string> Channel = new("channel") { Description = "the plenary that has the text" };

    public static Command Build()
    {
        var command = new Command("release", "let all sides read a bracket: its words and side, not who wrote it") { From, Number, Channel };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        var outcome = await session.Terminal.WorkAsync(
            "sending", client.ReleaseBracketAsync(parsed.GetRequiredValue(From), parsed.GetValue(Number), parsed.GetRequiredValue(Channel), cancellation));
        return SendCommand.Answer(session, client, outcome);
    }
}
