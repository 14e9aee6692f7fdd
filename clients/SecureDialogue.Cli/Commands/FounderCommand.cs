using System.CommandLine;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue founder</c>: several founders before there is a Charter.</summary>
internal static class FounderCommand
{
    public static Command Build() => new("founder", "gather the founders of a dialogue, before its Charter")
    {
        FounderInviteCommand.Build(),
        FounderListCommand.Build(),
        FounderDropCommand.Build(),
    };
}
