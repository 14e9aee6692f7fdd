using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue founder invite</c>: makes a link for one founder.</summary>
internal static class FounderInviteCommand
{
    private static readonly Option<string[]> Roles = new("--role")
    {
        Description = "organizer or facilitator; may be given twice",
        HelpName = "ROLE",
        Required = true,
    };

    private static readonly Option<string?> Side = new("--side") { Description = "code of the founder's side; leave out for neutral people", HelpName = "CODE" };
    private static readonly Option<string> Expires = ValidFor.Option("7d");
    private static readonly Option<bool> Qr = LinkLines.Qr();

    public static Command Build()
    {
        var command = new Command("invite", "make a link with which one founder joins") { Roles, Side, Expires, Qr };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        var validFor = ValidFor.Parse(parsed.GetRequiredValue(Expires));
        await using var client = await session.OpenAsync(cancellation);
        var link = await session.Terminal.WorkAsync(
            "making the link", client.InviteFounderAsync(parsed.GetRequiredValue(Roles), parsed.GetValue(Side) ?? string.Empty, validFor, cancellation));
        session.Terminal.Answer(link, made => LinkLines.Of(made.Link, parsed.GetValue(Qr)));
        session.Terminal.Note($"one link for one founder, until {link.ExpiresAt.ToLocalTime():yyyy-MM-dd HH:mm}; hand it over privately");
        return session.Finish(client);
    }
}
