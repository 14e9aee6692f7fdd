namespace SecureDialogue.Cli;

/// <summary>The command line, the environment or standard input do not say what the command needs.</summary>
internal sealed class UsageException(string message, string hint) : Exception(message)
{
    public string Hint { get; } = hint;
}
