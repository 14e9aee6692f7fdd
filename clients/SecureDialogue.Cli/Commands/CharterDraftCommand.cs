using System.CommandLine;
using System.Text;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue charter draft</c>: writes the Charter into a file that people edit.</summary>
internal static class CharterDraftCommand
{
    private static readonly Argument<string> Path = new("file") { Description = "where to write it; - for standard output" };

    public static Command Build()
    {
        var command = new Command("draft", "write the Charter into a file to be edited, for dialogue charter propose") { Path };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var session = new Session(parsed);
        var path = parsed.GetRequiredValue(Path);
        await using var client = await session.OpenAsync(cancellation);
        var draft = await client.CharterDraftAsync(cancellation);
        if (path == "-")
        {
            session.Terminal.Answer(new { file = path, draft }, answer => [answer.draft]);
            return session.Finish(client);
        }

        await WriteAsync(path, draft, cancellation);
        session.Terminal.Answer(new { file = path, draft }, answer =>
            [$"the Charter is in {SafeText.Line(answer.file)}; edit it", $"next: dialogue charter propose {SafeText.Line(answer.file)}"]);
        return session.Finish(client);
    }

    private static async Task WriteAsync(string path, string draft, CancellationToken cancellation)
    {
        try
        {
            // Names and ground rules are for members' eyes, and a draft that somebody edited is not written over.
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            await using var file = new FileStream(path, options);
            await file.WriteAsync(Encoding.UTF8.GetBytes(draft + "\n"), cancellation);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UsageException("the draft cannot be written there", "name a file that does not exist yet, in a directory of yours");
        }
    }
}
