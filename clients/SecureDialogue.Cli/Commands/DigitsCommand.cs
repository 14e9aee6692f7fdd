using System.CommandLine;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue digits</c>: the digits that two people compare.</summary>
internal static class DigitsCommand
{
    private static readonly Argument<string?> Request = new("id") { Description = "the request, for the person who admits; leave out for your own", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<bool> Differ = new("--differ") { Description = "they differ: stop the entry and tell the other side" };
    private static readonly Option<bool> Again = new("--again") { Description = "after they differed: compare them once more" };

    public static Command Build()
    {
        var command = new Command("digits", "show the 20 digits to compare face to face or by voice") { Request, Differ, Again };
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
        var (request, differ) = (parsed.GetValue(Request), parsed.GetValue(Differ));
        if (differ && parsed.GetValue(Again))
        {
            throw new UsageException("it is not clear whether the digits differ", "give either --differ or --again");
        }

        var digits = await session.Terminal.WorkAsync("asking the relay", differ || parsed.GetValue(Again)
            ? client.CompareDigitsAsync(request, differ, cancellation)
            : client.DigitsAsync(request, cancellation));
        if (differ)
        {
            session.Terminal.Note(request is null
                ? "stopped: nothing from the officer is taken now. A letter tells them; tell them by another way too, for the relay can hold it back"
                : "stopped: nobody can be admitted on this request, and what waited for signatures is withdrawn. Find out by another way why they differ");
        }

        session.Terminal.Answer(digits, view => [.. Lines(view), .. GroundRules(view)]);
        return session.Finish(client);
    }

    private static IEnumerable<string> GroundRules(DigitsView view) =>
        view.GroundRules.Count == 0
            ? []
            : ["by going on you accept the ground rules of the Charter:", .. view.GroundRules.Select(rules => $"{SafeText.Line(rules.Key)}: {SafeText.Block(rules.Value)}")];
}
