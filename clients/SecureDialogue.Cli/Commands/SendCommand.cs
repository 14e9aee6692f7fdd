using System.CommandLine;
using System.Text;
using SecureDialogue.Client;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue send</c>: writes a message.</summary>
internal static class SendCommand
{
    private const string FromStandardInput = "-";

    // More than any text may have: what is longer is refused by the client, not cut here.
    private const int MaxInputBytes = 1 << 20;

    private static readonly Argument<string> Channel = new("channel") { Description = "the channel's title or id" };
    private static readonly Argument<string> Text = new("text") { Description = "the words, or - to read them from standard input" };

    private static readonly Option<long?> Reply = new("--reply") { Description = "the number of the message that this one answers", HelpName = "N" };

    public static Command Build()
    {
        var command = new Command("send", "write to a channel") { Channel, Text, Reply };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        var text = parsed.GetRequiredValue(Text);
        if (text == FromStandardInput)
        {
            text = await ReadStandardInputAsync(cancellation);
        }

        await using var client = await session.OpenAsync(cancellation);
        var outcome = await session.Terminal.WorkAsync("sending", SendAsync(client, parsed, text, cancellation));
        return Answer(session, client, outcome);
    }

    /// <summary>What became of something that was written.</summary>
    public static int Answer(Session session, DialogueClient client, SendOutcome outcome)
    {
        session.Terminal.Answer(outcome, sent => sent.Waiting ? [] : [$"sent as number {sent.Number}"]);
        return outcome.Waiting ? session.Terminal.Fail(WhyWaiting(client)) : (int)ExitCode.Ok;
    }

    private static Task<SendOutcome> SendAsync(DialogueClient client, ParseResult parsed, string text, CancellationToken cancellation)
    {
        var channel = parsed.GetRequiredValue(Channel);
        return parsed.GetValue(Reply) is { } number
            ? client.ReplyAsync(channel, number, text, cancellation)
            : client.SendAsync(channel, text, cancellation);
    }

    /// <summary>The message is kept, whatever keeps it from going out.</summary>
    private static Refusal WhyWaiting(DialogueClient client) => client.LastProblem switch
    {
        null or { Error: DialogueError.RelayUnreachable } => new Refusal(
            ExitCode.Waiting, "the relay cannot be reached; the message is kept here", "run dialogue sync when the relay is back, and it goes out"),
        var problem => Refusal.From(problem),
    };

    private static async Task<string> ReadStandardInputAsync(CancellationToken cancellation)
    {
        var bytes = new byte[MaxInputBytes];
        await using var input = Console.OpenStandardInput();
        var length = await input.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        if (length == bytes.Length)
        {
            throw new UsageException("standard input is too long for one message", "send it in parts");
        }

        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 0, length);
            return text.EndsWith('\n') ? text[..^1] : text;
        }
        catch (DecoderFallbackException)
        {
            throw new UsageException("standard input is not UTF-8 text", "convert it to UTF-8 first");
        }
    }
}
