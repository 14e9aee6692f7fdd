using System.CommandLine;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue channel add</c>: adds people to a channel.</summary>
internal static class ChannelAddCommand
{
    private static readonly Argument<string> Channel = new("channel") { Description = "the channel's title or id" };
    private static readonly Argument<string[]> Names = new("name") { Description = "whom to add; one or more", Arity = ArgumentArity.OneOrMore };

    /// <summary>A guard is waved away by a word, never by repetition.</summary>
    public static readonly Option<bool> Unbalanced = new("--unbalanced") { Description = "a working group may have more participants of one side" };

    public static Command Build()
    {
        var command = new Command("add", "add people to a channel") { Channel, Names, Unbalanced };
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>Who was added and who has to be added later.</summary>
    public static IEnumerable<string> Lines(MembershipOutcome outcome) =>
    [
        .. outcome.Added.Select(name => $"added {SafeText.Line(name)}"),
        .. outcome.Waiting.Select(name => $"not yet added {SafeText.Line(name)}: the device must sync first; then use dialogue channel add"),
    ];

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        var outcome = await session.Terminal.WorkAsync(
            "adding",
            client.AddMembersAsync(
                parsed.GetRequiredValue(Channel), parsed.GetRequiredValue(Names), parsed.GetValue(Unbalanced), cancellation));
        session.Terminal.Answer(outcome, Lines);
        return session.Finish(client);
    }
}
