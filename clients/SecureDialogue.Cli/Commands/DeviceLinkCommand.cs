using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue device link</c>: makes a link for a second device of one's own.</summary>
internal static class DeviceLinkCommand
{
    private static readonly Option<string> Expires = ValidFor.Option("1h");
    private static readonly Option<bool> Qr = LinkLines.Qr();

    public static Command Build()
    {
        var command = new Command("link", "make a link for a second device of your own; others must sign for it") { Expires, Qr };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        var validFor = ValidFor.Parse(parsed.GetRequiredValue(Expires));
        await using var client = await session.OpenAsync(cancellation);
        var link = await session.Terminal.WorkAsync("making the link", client.LinkDeviceAsync(validFor, cancellation));
        session.Terminal.Answer(link, made => LinkLines.Of(made.Link, parsed.GetValue(Qr)));
        session.Terminal.Note("for your own second device only: run 'dialogue device join' there; whoever else has this link could ask in your name");
        return session.Finish(client);
    }
}
