using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue clear</c>: own words may be quoted.</summary>
internal static class ClearCommand
{
    private static readonly Argument<string> Channel = new("channel") { Description = "the channel's title or id" };
    private static readonly Argument<long> Number = new("number") { Description = "the number of an own message" };

    public static Command Build()
    {
        var command = new Command("clear", "mark own words as cleared: they may be quoted, and that is not taken back") { Channel, Number };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        var outcome = await session.Terminal.WorkAsync("sending", client.ClearAsync(parsed.GetRequiredValue(Channel), parsed.GetValue(Number), cancellation));
        return SendCommand.Answer(session, client, outcome);
    }
}
