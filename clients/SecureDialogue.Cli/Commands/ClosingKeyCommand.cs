using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue closing-key</c>: what the relay's operator needs to erase the dialogue.</summary>
internal static class ClosingKeyCommand
{
    public static Command Build()
    {
        var command = new Command("closing-key", "for who opened the dialogue: show the key that erases it from the relay");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        await using var client = await session.OpenAsync(cancellation);
        session.Terminal.Answer(await client.ClosingKeyAsync(cancellation), view => [view.ClosingKey]);
        session.Terminal.Note("write it down and keep it where no device is: with it the relay's operator erases the whole dialogue there, and nobody can undo that");
        return session.Finish(client);
    }
}
