using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue text put</c>: a facilitator puts the next version.</summary>
internal static class TextPutCommand
{
    private const int MaxFileBytes = 1 << 20;

    private static readonly Argument<string> Channel = new("channel") { Description = "the plenary's title or id" };
    private static readonly Argument<string?> File = new("file") { Description = "UTF-8 text: the title, then the clauses, each after an empty line", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> Again = new("--again") { Description = "put the newest version again, for those who came later" };

    public static Command Build()
    {
        var command = new Command("put", "put the next version into a plenary") { Channel, File, Again };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        var file = parsed.GetValue(File);
        if (file is null != parsed.GetValue(Again))
        {
            throw new UsageException("it is not clear which text it shall be", "give either a file or --again");
        }

        string[] parts = file is null ? [string.Empty] : Parts(await ReadAsync(file, cancellation));
        await using var client = await session.OpenAsync(cancellation);
        var outcome = await session.Terminal.WorkAsync("sending", client.PutTextAsync(parsed.GetRequiredValue(Channel), parts[0], parts[1..], cancellation));
        return SendCommand.Answer(session, client, outcome);
    }

    /// <summary>The title and the clauses; a clause may have several lines.</summary>
    private static string[] Parts(string text)
    {
        string[] parts = [.. text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        return parts.Length > 1 ? parts : throw new UsageException("the file has no clauses", "write the title, an empty line, then each clause after an empty line");
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellation)
    {
        try
        {
            return new FileInfo(file).Length <= MaxFileBytes
                ? await System.IO.File.ReadAllTextAsync(file, cancellation)
                : throw new UsageException("the file is too long for a single text", "a single text has at most 40 clauses and 60 KiB");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException("the file cannot be read", "check its name and its permissions");
        }
    }
}
