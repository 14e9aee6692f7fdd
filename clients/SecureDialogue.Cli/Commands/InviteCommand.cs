using System.CommandLine;
using System.Globalization;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue invite</c>: makes a link for one person.</summary>
internal static class InviteCommand
{
    private static readonly Option<string> Role = new("--role") { Description = "participant, facilitator, organizer, interpreter, rapporteur or observer", HelpName = "ROLE", Required = true };
    private static readonly Option<string?> Party = new("--party") { Description = "code of the person's side; leave out for neutral people", HelpName = "CODE" };
    private static readonly Option<string> Expires = ExpiresOption();
    private static readonly Option<bool> Qr = new("--qr") { Description = "show the link as a QR code too" };

    public static Command Build()
    {
        var command = new Command("invite", "make a link with which one person can ask to be admitted") { Role, Party, Expires, Qr };
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>How long a link works, as it is typed.</summary>
    public static Option<string> ExpiresOption() =>
        new("--expires") { Description = "how long the link works: 30m, 12h or 7d", HelpName = "TIME", DefaultValueFactory = _ => "7d" };

    /// <summary>A number and a unit.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static TimeSpan ParseTime(string written)
    {
        if (written.Length is < 2 or > 6 || !int.TryParse(written[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
        {
            throw NotATime();
        }

        return written[^1] switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            _ => throw NotATime(),
        };
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        var validFor = ParseTime(parsed.GetRequiredValue(Expires));
        await using var client = await session.OpenAsync(cancellation);
        var invitation = await session.Terminal.WorkAsync(
            "making the link", client.InviteAsync(parsed.GetRequiredValue(Role), parsed.GetValue(Party) ?? string.Empty, validFor, cancellation));
        session.Terminal.Answer(invitation, made => parsed.GetValue(Qr) ? [.. QrCode.Lines(made.Link), made.Link] : [made.Link]);
        session.Terminal.Note($"one link for one person, until {invitation.ExpiresAt.ToLocalTime():yyyy-MM-dd HH:mm}; hand it over privately");
        return session.Finish(client);
    }

    private static UsageException NotATime() => new("the time after --expires is not understood", "write a number and a unit: 30m, 12h or 7d");
}
