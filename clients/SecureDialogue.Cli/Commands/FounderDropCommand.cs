using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue founder drop</c>: goes on without somebody who answered.</summary>
internal static class FounderDropCommand
{
    private static readonly Argument<string> Founder = new("id") { Description = "the founder, as dialogue founder list shows" };

    public static Command Build()
    {
        var command = new Command("drop", "go on without a founder who answered") { Founder };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        var dropped = await session.Terminal.WorkAsync("telling the founder", client.DropFounderAsync(parsed.GetRequiredValue(Founder), cancellation));
        session.Terminal.Answer(dropped, who => [$"the dialogue is founded without {SafeText.Line(who.Name)}"]);
        return session.Finish(client);
    }
}
