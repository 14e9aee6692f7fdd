using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue charter digits</c>: the digits that all signers compare.</summary>
internal static class CharterDigitsCommand
{
    public static Command Build()
    {
        var command = new Command("digits", "show the 40 digits that everybody who signs the Charter compares");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        var charter = await session.Terminal.WorkAsync("asking the relay", client.CharterToCompareAsync(cancellation));
        session.Terminal.Answer(charter, view =>
        [
            $"version {view.Version}, {view.State}; compare with everybody who signs it, face to face or by voice:",
            string.Empty,
            "    " + SafeText.LeftToRight(view.Digits),
            string.Empty,
        ]);
        return session.Finish(client);
    }
}
