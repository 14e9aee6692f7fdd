using System.CommandLine;
using SecureDialogue.Client;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue read</c>: shows a channel.</summary>
internal static class ReadCommand
{
    private static readonly Argument<string> Channel = new("channel") { Description = "the channel's title or id" };
    private static readonly Option<long> After = new("--after") { Description = "only what stands after this number", HelpName = "N" };
    private static readonly Option<bool> Follow = new("--follow") { Description = "go on showing what comes, until Ctrl-C" };

    public static Command Build()
    {
        var command = new Command("read", "show what was written in a channel") { Channel, After, Follow };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        var (channel, after) = (parsed.GetRequiredValue(Channel), parsed.GetValue(After));
        await using var client = await session.OpenAsync(cancellation);
        if (parsed.GetValue(Follow))
        {
            await FollowAsync(session, client, channel, after, cancellation);
            return (int)ExitCode.Ok;
        }

        var messages = await session.Terminal.WorkAsync("reading", client.ReadAsync(channel, after, cancellation));
        session.Terminal.Answer(messages, all => all.Select(Lines));
        return session.Finish(client);
    }

    private static async Task FollowAsync(Session session, DialogueClient client, string channel, long after, CancellationToken cancellation)
    {
        try
        {
            await foreach (var message in client.FollowAsync(channel, after, cancellation))
            {
                session.Terminal.Answer(message, one => [Lines(one)]);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Ctrl-C is how a person ends it.
        }
    }

    private static string Lines(MessageView message)
    {
        var head = $"[{message.Number}] {message.SentAt.ToLocalTime():yyyy-MM-dd HH:mm} ";
        return message.Kind switch
        {
            "text" => $"{head}{Author(message)}{Answered(message)}{Regime(message)}: {SafeText.Block(message.Text)}",
            "notice" => $"{head}-- {SafeText.Block(message.Text)}",
            _ => $"{head}{Author(message)}: (needs a newer version)",
        };
    }

    private static string Answered(MessageView message) => message.ReplyTo switch
    {
        null => string.Empty,
        { Number: 0 } => " (answers a message no longer kept)",
        var original => $" (answers [{original.Number}], {SafeText.Line(original.From)})",
    };

    private static string Regime(MessageView message) => message.Regime is { } regime ? $" ({regime})" : string.Empty;

    private static string Author(MessageView message) =>
        message.Party.Length == 0 ? SafeText.Line(message.From) : $"{SafeText.Line(message.From)} ({SafeText.Line(message.Party)})";
}
