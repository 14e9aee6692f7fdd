namespace SecureDialogue.Client.Papers;

/// <summary>What is signed, in plain words.</summary>
/// <param name="About">In one line: about whom or what.</param>
/// <param name="Terms">Line by line.</param>
internal sealed record PaperWords(string About, IReadOnlyList<string> Terms)
{
    /// <summary>From which hour it holds; null for at once.</summary>
    internal Trust.UnixHour? NotBefore { get; init; }
}
