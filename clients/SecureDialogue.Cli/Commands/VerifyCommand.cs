using System.CommandLine;
using SecureDialogue.Client;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue verify</c>: makes sure of one person, or of everybody in a channel.</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string?> Name = new("name") { Description = "whom to verify; leave out with --channel", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Channel = new("--channel") { Description = "verify everybody in this channel at once", HelpName = "CHANNEL" };
    private static readonly Option<string?> Device = new("--device") { Description = "which device of the person, as dialogue roster lists it", HelpName = "ID" };
    private static readonly Option<bool> Compared = new("--compared") { Description = "the digits were compared and match: mark as verified" };
    private static readonly Option<string?> Scanned = new("--scanned") { Description = "what the QR code on the other screen says: mark as verified if it matches", HelpName = "TEXT" };
    private static readonly Option<string[]> Without = new("--without") { Description = "with --channel: somebody who is not there; may be repeated", HelpName = "NAME" };

    public static Command Build()
    {
        var command = new Command("verify", "compare digits or scan a code to make sure of a person, or of a whole channel") { Name, Channel, Device, Compared, Scanned, Without };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        var (name, channel) = (parsed.GetValue(Name), parsed.GetValue(Channel));
        if ((name is null) == (channel is null))
        {
            throw new UsageException("say whom to verify: a person or a channel", "dialogue verify NAME, or dialogue verify --channel CHANNEL");
        }

        if (parsed.GetValue(Compared) && parsed.GetValue(Scanned) is not null)
        {
            throw new UsageException("--compared and --scanned do not go together", "say which of the two was done");
        }

        await using var client = await session.OpenAsync(cancellation);
        var view = await session.Terminal.WorkAsync("asking the relay", VerifyAsync(client, parsed, cancellation));
        session.Terminal.Answer(view, shown => shown.Verified ? Marked(shown) : Lines(shown, channel is not null));
        return session.Finish(client);
    }

    private static Task<VerificationView> VerifyAsync(DialogueClient client, ParseResult parsed, CancellationToken cancellation)
    {
        var (device, compared, scanned) = (parsed.GetValue(Device), parsed.GetValue(Compared), parsed.GetValue(Scanned));
        if (parsed.GetValue(Channel) is { } channel)
        {
            var absent = parsed.GetValue(Without) ?? [];
            return scanned is not null ? client.ScanChannelVerificationAsync(channel, absent, scanned, cancellation)
                : compared ? client.ConfirmChannelVerificationAsync(channel, absent, cancellation)
                : client.ShowChannelVerificationAsync(channel, cancellation);
        }

        var name = parsed.GetRequiredValue(Name)!;
        return scanned is not null ? client.ScanVerificationAsync(name, device, scanned, cancellation)
            : compared ? client.ConfirmVerificationAsync(name, device, cancellation)
            : client.ShowVerificationAsync(name, device, cancellation);
    }

    private static IEnumerable<string> Lines(VerificationView view, bool isChannel) =>
    [
        isChannel
            ? $"all screens in {SafeText.Line(view.With)} show these digits, and each of these people is there: {Names(view)}"
            : $"compare with {SafeText.Line(view.With)}, face to face or by voice:",
        string.Empty,
        "    " + SafeText.LeftToRight(view.Digits),
        string.Empty,
        .. QrCode.Lines(view.Scan),
        SafeText.LeftToRight(view.Scan),
        "if they match, run the same command with --compared, or scan the code and run it with --scanned TEXT",
    ];

    private static IEnumerable<string> Marked(VerificationView view) => [$"verified {Names(view)}"];

    private static string Names(VerificationView view) =>
        string.Join(", ", view.Members.Select(name => name.Length == 0 ? "(name not yet received)" : SafeText.Line(name)));
}
