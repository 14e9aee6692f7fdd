using System.CommandLine;
using SecureDialogue.Client;
using SecureDialogue.Sodium;

namespace SecureDialogue.Cli;

/// <summary>Why the program stops, in the words the person reads and the code the script gets.</summary>
internal sealed record Refusal(ExitCode Code, string Message, string Hint)
{
    public static Refusal From(DialogueException e) => new(CodeOf(e.Error), e.Message, e.Hint);

    public static Refusal From(UsageException e) => new(ExitCode.Usage, e.Message, e.Hint);

    public static Refusal From(SodiumMissingException e) =>
        e.Message.Split(": ", 2) is [var what, var hint]
            ? new(ExitCode.SodiumMissing, what, hint)
            : new(ExitCode.SodiumMissing, e.Message, string.Empty);

    /// <summary>The first thing the parser did not understand, in our form.</summary>
    public static Refusal From(ParseResult parsed)
    {
        var sentence = parsed.Errors[0].Message;
        var what = parsed.UnmatchedTokens is [var token, ..]
            ? $"{SafeText.Line(token)} is no command or option here"
            : char.ToLowerInvariant(sentence[0]) + sentence[1..].TrimEnd('.');
        return new(ExitCode.Usage, what, "run the command with --help to see how it is written");
    }

    /// <summary>The client's word for the refusal, as JSON and docs/cli.md write it.</summary>
    public string Name => char.ToLowerInvariant(Code.ToString()[0]) + Code.ToString()[1..];

    public static ExitCode CodeOf(DialogueError error) => error switch
    {
        DialogueError.WrongPassphrase => ExitCode.WrongPassphrase,
        DialogueError.NotAHome => ExitCode.NotAHome,
        DialogueError.CorruptedStore => ExitCode.CorruptedStore,
        DialogueError.DiskFull => ExitCode.DiskFull,
        DialogueError.HomeBusy => ExitCode.HomeBusy,
        DialogueError.NewerVersion => ExitCode.NewerVersion,
        DialogueError.HomeUnavailable => ExitCode.HomeUnavailable,
        DialogueError.RelayUnreachable => ExitCode.RelayUnreachable,
        DialogueError.WrongRelay => ExitCode.WrongRelay,
        DialogueError.RelayRefused => ExitCode.RelayRefused,
        DialogueError.RelayFull => ExitCode.RelayFull,
        DialogueError.BadLink => ExitCode.BadLink,
        DialogueError.LinkExpired => ExitCode.LinkExpired,
        DialogueError.BadInput => ExitCode.BadInput,
        DialogueError.NotFound => ExitCode.NotFound,
        DialogueError.NotAllowed => ExitCode.NotAllowed,
        DialogueError.NotReady => ExitCode.NotReady,
        DialogueError.InDoubt => ExitCode.InDoubt,
        DialogueError.OldCopy => ExitCode.OldCopy,
        DialogueError.Removed => ExitCode.Removed,
        DialogueError.ForkedHistory => ExitCode.ForkedHistory,
        DialogueError.SodiumMissing => ExitCode.SodiumMissing,
        DialogueError.UnicodeMissing => ExitCode.UnicodeMissing,
        _ => ExitCode.Internal,
    };
}
