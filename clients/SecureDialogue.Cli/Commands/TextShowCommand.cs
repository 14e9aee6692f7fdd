using System.CommandLine;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue text show</c>: a version with its brackets.</summary>
internal static class TextShowCommand
{
    private static readonly Argument<string> Channel = new("channel") { Description = "the plenary; or a caucus or private line, whose brackets are shown, too" };
    private static readonly Option<int?> Version = new("--version") { Description = "this version instead of the newest", HelpName = "N" };

    public static Command Build()
    {
        var command = new Command("show", "show the single text with the brackets that may be read in a channel") { Channel, Version };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        var text = await session.Terminal.WorkAsync("reading", client.ShowTextAsync(parsed.GetRequiredValue(Channel), parsed.GetValue(Version), cancellation));
        session.Terminal.Answer(text, Lines);
        return session.Finish(client);
    }

    private static IEnumerable<string> Lines(SingleTextView text) =>
    [
        $"{SafeText.Line(text.Title)}: version {text.Version}, {SafeText.LeftToRight(text.Digits)}",
        $"** {text.Standing} **",
        .. text.Clauses.SelectMany((words, index) =>
            text.Brackets.Where(bracket => bracket.Clause == index + 1).Select(bracket => Line(bracket, text)).Prepend($"{index + 1}. {SafeText.Block(words)}")),
    ];

    private static string Line(BracketView bracket, SingleTextView text)
    {
        var version = bracket.Version == text.Version ? string.Empty : bracket.Version == 0 ? ", on a version that is not here" : $", on version {bracket.Version}";
        var how = bracket.Released ? $"released by {SafeText.Line(bracket.From)}" : $"number {bracket.Number} here, {SafeText.Line(bracket.From)}";
        return $"    [{SafeText.Line(bracket.Side)}: {SafeText.Block(bracket.Words)}] ({how}{version})";
    }
}
