namespace SecureDialogue.EndToEnd.Tests.Processes;

/// <summary>What a process that ended left behind.</summary>
internal sealed record Outcome(int ExitCode, string Out, string Error)
{
    public const int Killed = 137;

    /// <summary>Everything, for the message of a failing test.</summary>
    public override string ToString() => $"exit code {ExitCode}\nout:\n{Out}\nerror:\n{Error}";
}
