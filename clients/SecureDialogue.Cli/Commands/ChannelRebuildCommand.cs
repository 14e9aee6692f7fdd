using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue channel rebuild</c>: the last resort for a channel that does not go on.</summary>
internal static class ChannelRebuildCommand
{
    private static readonly Argument<string> Channel = new("channel") { Description = "the title or id of the channel that does not go on" };

    public static Command Build()
    {
        var command = new Command("rebuild", "open a new channel with the same title and people, and close this one") { Channel };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        var outcome = await session.Terminal.WorkAsync("rebuilding the channel", client.RebuildChannelAsync(parsed.GetRequiredValue(Channel), cancellation));
        session.Terminal.Answer(outcome, made =>
        [
            $"{made.Channel.Id}  the channel {SafeText.Line(made.Channel.Title)} goes on here",
            .. made.Added.Select(name => $"added {SafeText.Line(name)}"),
            .. made.Waiting.Select(name => $"not yet added {SafeText.Line(name)}: the device must sync first; then run dialogue channel rebuild again"),
        ]);
        return session.Finish(client);
    }
}
