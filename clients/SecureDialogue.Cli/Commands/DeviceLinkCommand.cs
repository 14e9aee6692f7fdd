using System.CommandLine;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue device link</c>: makes a link for a second device of one's own.</summary>
internal static class DeviceLinkCommand
{
    private static readonly Option<string> Expires = new("--expires") { Description = "how long the link works: 30m, 12h or 7d", HelpName = "TIME", DefaultValueFactory = _ => "1h" };
    private static readonly Option<bool> Qr = new("--qr") { Description = "show the link as a QR code too" };

    public static Command Build()
    {
        var command = new Command("link", "make a link for a second device of your own; others must sign for it") { Expires, Qr };
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>The link, as a QR code too where that was asked for.</summary>
    public static IEnumerable<string> Lines(DeviceLinkView made, bool qr) => qr ? [.. QrCode.Lines(made.Link), made.Link] : [made.Link];

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        var validFor = ValidFor.Parse(parsed.GetRequiredValue(Expires));
        await using var client = await session.OpenAsync(cancellation);
        var link = await session.Terminal.WorkAsync("making the link", client.LinkDeviceAsync(validFor, cancellation));
        session.Terminal.Answer(link, made => Lines(made, parsed.GetValue(Qr)));
        session.Terminal.Note("for your own second device only: run 'dialogue device join' there; whoever else has this link could ask in your name");
        return session.Finish(client);
    }
}
