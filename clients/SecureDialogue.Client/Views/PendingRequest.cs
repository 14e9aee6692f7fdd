namespace SecureDialogue.Client.Views;

/// <summary>Somebody asks to be admitted.</summary>
/// <param name="Id">Short id for commands, 8 lower-case hexadecimal digits.</param>
/// <param name="Name">The name the applicant chose.</param>
/// <param name="Party">Code of the party in the invitation; empty for neutral people.</param>
/// <param name="Role">The role in the invitation, in words of the glossary.</param>
/// <param name="AskedAt">When the applicant's device says it asked.</param>
/// <param name="InDoubt">Whether the link was used twice, so that this request cannot be admitted.</param>
public sealed record PendingRequest(string Id, string Name, string Party, string Role, DateTimeOffset AskedAt, bool InDoubt)
{
    /// <summary>After it was answered: the paper that waits for other signatures; empty when none is missing.</summary>
    public string Paper { get; init; } = string.Empty;

    /// <summary>Whether a further device of a person who is in asks, on a device link.</summary>
    public bool ForDevice { get; init; }

    /// <summary>Whether the digits differed on a screen: nobody is admitted until they are compared again.</summary>
    public bool Differs { get; init; }
}
