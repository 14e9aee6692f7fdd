using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue channel create</c>: opens a channel.</summary>
internal static class ChannelCreateCommand
{
    private static readonly string[] Kinds = ["plenary", "working-group", "private-line", "commons", "team", "desk", "text-desk"];
    private static readonly Argument<string> Title = new("title") { Description = "the channel's title" };
    private static readonly Option<string?> Kind = new("--kind") { Description = string.Join(", ", Kinds), HelpName = "KIND" };
    private static readonly Option<string?> Caucus = new("--caucus") { Description = "a caucus: for the people of this side only, and neutral facilitators and interpreters", HelpName = "SIDE" };
    private static readonly Option<bool> All = new("--all") { Description = "with everybody admitted now" };
    private static readonly Option<string[]> Members = new("--member") { Description = "with this person; one or more", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };

    public static Command Build()
    {
        Kind.AcceptOnlyFromAmong(Kinds);
        var command = new Command("create", "open a channel") { Title, Kind, Caucus, All, Members, ChannelAddCommand.Unbalanced };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        var members = parsed.GetValue(Members) ?? [];
        if (parsed.GetValue(All) == (members.Length > 0))
        {
            throw new UsageException("it is not clear who shall be in the channel", "give either --all or --member NAME");
        }

        var (kind, side) = (parsed.GetValue(Kind), parsed.GetValue(Caucus));
        if (kind is null == side is null)
        {
            throw new UsageException("it is not clear what kind of channel it shall be", "give either --kind KIND or --caucus SIDE");
        }

        await using var client = await session.OpenAsync(cancellation);
        var title = parsed.GetRequiredValue(Title);
        var invited = parsed.GetValue(All) ? null : members;
        var outcome = await session.Terminal.WorkAsync("opening the channel", side is null
            ? client.CreateChannelAsync(title, kind!, invited, parsed.GetValue(ChannelAddCommand.Unbalanced), cancellation)
            : client.CreateCaucusAsync(title, side, invited, cancellation));
        session.Terminal.Answer(outcome, made =>
            [$"{made.Channel.Id}  the channel {SafeText.Line(made.Channel.Title)} is open", .. ChannelAddCommand.Lines(made)]);
        return session.Finish(client);
    }
}
