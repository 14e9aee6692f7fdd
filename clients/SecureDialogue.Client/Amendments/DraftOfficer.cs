namespace SecureDialogue.Client.Amendments;

/// <summary>An officer in a draft: somebody admitted whose name this device knows, or a key.</summary>
/// <param name="Name">The chosen name; a new officer is found by it.</param>
/// <param name="Roles">In words of the glossary, one or more.</param>
internal sealed record DraftOfficer(string Name, IReadOnlyList<string> Roles)
{
    /// <summary>The side's code; absent for neutral.</summary>
    public string? Side { get; init; }

    /// <summary>The device key in hexadecimal; may be left out for a new officer.</summary>
    public string? Key { get; init; }
}
