using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue text</c>: the single text that facilitators hold for both sides, and the brackets of each.</summary>
internal static class TextCommand
{
    public static Command Build() => new("text", "the single text that both sides work on, and brackets in it; it binds no one")
    {
        TextPutCommand.Build(),
        TextShowCommand.Build(),
        Bracket(),
        Hand(),
        Release(),
    };

    private static Command Bracket()
    {
        var channel = new Argument<string>("channel") { Description = "the caucus's title or id" };
        var clause = new Argument<int>("clause") { Description = "the clause's number" };
        var words = new Argument<string>("words") { Description = "the other words" };
        return ActCommand.Post(
            new("bracket", "put other words beside a clause, in the caucus") { channel, clause, words },
            (client, parsed, end) => client.BracketAsync(parsed.GetRequiredValue(channel), parsed.GetValue(clause), parsed.GetRequiredValue(words), end));
    }

    private static Command Hand()
    {
        var from = new Argument<string>("caucus") { Description = "the caucus where it stands" };
        var number = new Argument<long>("number") { Description = "the bracket's number there" };
        var line = new Argument<string>("line") { Description = "the private line with the team" };
        return ActCommand.Post(
            new("hand", "hand a bracket to the team, over a private line") { from, number, line },
            (client, parsed, end) => client.HandBracketAsync(parsed.GetRequiredValue(from), parsed.GetValue(number), parsed.GetRequiredValue(line), end));
    }

    private static Command Release()
    {
        var from = new Argument<string>("line") { Description = "the private line on which it was handed over" };
        var number = new Argument<long>("number") { Description = "the bracket's number there" };
        var channel = new Argument<string>("channel") { Description = "the plenary that has the text" };
        return ActCommand.Post(
            new("release", "let all sides read a bracket: its words and side, not who wrote it") { from, number, channel },
            (client, parsed, end) => client.ReleaseBracketAsync(parsed.GetRequiredValue(from), parsed.GetValue(number), parsed.GetRequiredValue(channel), end));
    }
}
