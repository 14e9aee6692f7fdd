using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue channel shorten</c>: the relay keeps messages for fewer days.</summary>
internal static class ChannelShortenCommand
{
    private static readonly Argument<string> Channel = new("channel") { Description = "the channel's title or id" };
    private static readonly Argument<int> Days = new("days") { Description = "how many days the relay keeps messages; fewer than now" };

    public static Command Build()
    {
        var command = new Command("shorten", "for stewards: let the relay keep messages for fewer days") { Channel, Days };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        var days = parsed.GetRequiredValue(Days);
        var channel = await session.Terminal.WorkAsync(
            "telling the channel", client.ShortenRetentionAsync(parsed.GetRequiredValue(Channel), days, cancellation));
        session.Terminal.Answer(channel, _ => [$"the relay keeps messages of {SafeText.Line(channel.Title)} for {days} days"]);
        return session.Finish(client);
    }
}
