using System.CommandLine;

namespace SecureDialogue.Cli;

/// <summary>The options that every command has.</summary>
internal static class SharedOptions
{
    public static readonly Option<string?> Home = new("--home")
    {
        Description = "directory of this device's keys and messages (or DIALOGUE_HOME; ~/.dialogue)",
        HelpName = "DIR",
        Recursive = true,
    };

    public static readonly Option<bool> Json = new("--json")
    {
        Description = "answer in JSON, for scripts",
        Recursive = true,
    };
}
