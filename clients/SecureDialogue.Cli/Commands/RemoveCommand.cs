using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue remove</c>: removes a person from a channel.</summary>
internal static class RemoveCommand
{
    private static readonly Argument<string> Channel = new("channel") { Description = "the channel's title or id" };
    private static readonly Argument<string> Name = new("name") { Description = "whom to remove" };

    private static readonly Option<string?> Reason = new("--reason") { Description = "for those who sign and for the members", HelpName = "TEXT" };

    public static Command Build()
    {
        var command = new Command("remove", "remove a person from a channel; all members see it") { Channel, Name, Reason };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        var name = parsed.GetRequiredValue(Name);
        await using var client = await session.OpenAsync(cancellation);
        var channel = await session.Terminal.WorkAsync("removing", client.RemoveMemberAsync(parsed.GetRequiredValue(Channel), name, parsed.GetValue(Reason) ?? string.Empty, cancellation));
        session.Terminal.Answer(channel, view => view.Paper.Length > 0 ?
        [
            $"the removal of {SafeText.Line(name)} from {SafeText.Line(view.Title)} waits for the Charter's signatures, as paper {view.Paper}",
            $"next: dialogue sign {view.Paper}, by the other officers",
        ]
        : [$"removed {SafeText.Line(name)} from {SafeText.Line(view.Title)}; what is written from now on stays unreadable there"]);
        return session.Finish(client);
    }
}
