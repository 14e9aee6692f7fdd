using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue device invite</c>: makes a link for a device with which somebody returns.</summary>
internal static class DeviceInviteCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "who returns with a new device" };
    private static readonly Option<string> Expires = ValidFor.Option("12h");
    private static readonly Option<bool> Qr = LinkLines.Qr();

    public static Command Build()
    {
        var command = new Command("invite", "make a link for somebody who returns with a new device; a lost one is cut off first") { Name, Expires, Qr };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        var validFor = ValidFor.Parse(parsed.GetRequiredValue(Expires));
        await using var client = await session.OpenAsync(cancellation);
        var link = await session.Terminal.WorkAsync("making the link", client.InviteDeviceAsync(parsed.GetRequiredValue(Name), validFor, cancellation));
        session.Terminal.Answer(link, made => LinkLines.Of(made.Link, parsed.GetValue(Qr)));
        session.Terminal.Note($"for {SafeText.Line(link.Name)} only, until {link.ExpiresAt.ToLocalTime():yyyy-MM-dd HH:mm}; recognise the person by voice or face before you compare digits");
        return session.Finish(client);
    }
}
