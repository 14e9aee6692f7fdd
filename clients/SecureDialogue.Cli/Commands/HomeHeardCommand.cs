using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue home heard</c>: tells the own caucus what was heard at home.</summary>
internal static class HomeHeardCommand
{
    private static readonly Argument<string> Channel = new("channel") { Description = "the caucus's title or id" };
    private static readonly Argument<string> Text = new("text") { Description = "what was heard; leave out from whom" };

    public static Command Build()
    {
        var command = new Command("heard", "tell the caucus what was heard at home, as closed words") { Channel, Text };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        var outcome = await session.Terminal.WorkAsync("sending", client.HeardAsync(parsed.GetRequiredValue(Channel), parsed.GetRequiredValue(Text), cancellation));
        return SendCommand.Answer(session, client, outcome);
    }
}
