using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue invite</c>: makes a link for one person.</summary>
internal static class InviteCommand
{
    private static readonly Option<string> Role = new("--role") { Description = "participant, facilitator, organizer, interpreter, rapporteur or observer", HelpName = "ROLE", Required = true };
    private static readonly Option<string?> Party = new("--party") { Description = "code of the person's side; leave out for neutral people", HelpName = "CODE" };
    private static readonly Option<string> Expires = ValidFor.Option("7d");
    private static readonly Option<bool> Qr = LinkLines.Qr();

    public static Command Build()
    {
        var command = new Command("invite", "make a link with which one person can ask to be admitted") { Role, Party, Expires, Qr };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        var validFor = ValidFor.Parse(parsed.GetRequiredValue(Expires));
        await using var client = await session.OpenAsync(cancellation);
        var invitation = await session.Terminal.WorkAsync(
            "making the link", client.InviteAsync(parsed.GetRequiredValue(Role), parsed.GetValue(Party) ?? string.Empty, validFor, cancellation));
        session.Terminal.Answer(invitation, made => LinkLines.Of(made.Link, parsed.GetValue(Qr)));
        session.Terminal.Note($"one link for one person, until {invitation.ExpiresAt.ToLocalTime():yyyy-MM-dd HH:mm}; hand it over privately");
        return session.Finish(client);
    }
}
