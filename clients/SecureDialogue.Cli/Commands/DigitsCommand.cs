using System.CommandLine;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue digits</c>: the digits that two people compare.</summary>
internal static class DigitsCommand
{
    private static readonly Argument<string?> Request = new("id") { Description = "the request, for the person who admits; leave out for your own", Arity = ArgumentArity.ZeroOrOne };

    public static Command Build()
    {
        var command = new Command("digits", "show the 20 digits to compare face to face or by voice") { Request };
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>What both people read to each other.</summary>
    public static IEnumerable<string> Lines(DigitsView view) =>
        [$"compare with {SafeText.Line(view.With)}, face to face or by voice:", string.Empty, "    " + SafeText.LeftToRight(view.Digits), string.Empty];

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        var digits = await session.Terminal.WorkAsync("asking the relay", client.DigitsAsync(parsed.GetValue(Request), cancellation));
        session.Terminal.Answer(digits, view => [.. Lines(view), .. GroundRules(view)]);
        return session.Finish(client);
    }

    private static IEnumerable<string> GroundRules(DigitsView view) =>
        view.GroundRules.Count == 0
            ? []
            : ["by going on you accept the ground rules of the Charter:", .. view.GroundRules.Select(rules => $"{SafeText.Line(rules.Key)}: {SafeText.Block(rules.Value)}")];
}
