namespace SecureDialogue.Client.Amendments;

/// <summary>One line of a signature rule in a draft.</summary>
/// <param name="Who">A word of <see cref="DraftWords.Scopes"/>.</param>
/// <param name="Count">How many, 1 to 16.</param>
/// <param name="Roles">In words of the glossary, one of which the signer has; none means any.</param>
internal sealed record DraftRequirement(string Who, int Count, IReadOnlyList<string> Roles)
{
    /// <summary>The side, with <c>named side</c> only.</summary>
    public string? Side { get; init; }
}
