using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue text</c>: the single text that facilitators hold for both sides, and the brackets of each.</summary>
internal static class TextCommand
{
    public static Command Build() => new("text", "the single text that both sides work on, and brackets in it; it binds no one")
    {
        TextPutCommand.Build(),
        TextShowCommand.Build(),
        TextBracketCommand.Build(),
        TextHandCommand.Build(),
        TextReleaseCommand.Build(),
    };
}
