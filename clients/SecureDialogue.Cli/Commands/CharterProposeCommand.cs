using System.CommandLine;
using System.Text;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue charter propose</c>: asks for signatures under version 1, or under a change.</summary>
internal static class CharterProposeCommand
{
    private static readonly Argument<string?> Path = new("file")
    {
        Description = "the edited draft; leave out for version 1 as it was planned",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string[]> Without = new("--without") { Description = "whose admission does not stay valid; may be given again", HelpName = "NAME" };
    private static readonly Option<string?> Note = new("--note") { Description = "a word to those who sign", HelpName = "TEXT" };

    public static Command Build()
    {
        var command = new Command("propose", "ask for the signatures that a version of the Charter needs") { Path, Without, Note };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        var draft = parsed.GetValue(Path) is { } path ? await ReadAsync(path, cancellation) : null;
        await using var client = await session.OpenAsync(cancellation);
        var charter = await session.Terminal.WorkAsync(
            "proposing", client.ProposeCharterAsync(draft, parsed.GetValue(Without) ?? [], parsed.GetValue(Note) ?? string.Empty, cancellation));
        session.Terminal.Answer(charter, CharterCommand.Lines);
        session.Terminal.Note(charter.Paper.Length == 0
            ? "it is in force: no other signature is needed"
            : $"it waits for signatures as paper {charter.Paper}; all signers compare: dialogue charter digits");
        return session.Finish(client);
    }

    private static async Task<string> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllTextAsync(path, new UTF8Encoding(false, throwOnInvalidBytes: true), cancellation);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new UsageException("the draft cannot be read", "name the file that 'dialogue charter draft FILE' wrote");
        }
    }
}
