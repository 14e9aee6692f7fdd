namespace SecureDialogue.Client.Views;

/// <summary>One version of the Charter, for people.</summary>
/// <param name="Id">SHA-256 of the version, hexadecimal.</param>
/// <param name="Version">1 and up.</param>
/// <param name="Title">What the dialogue is called.</param>
/// <param name="State"><c>in force</c> or <c>proposed</c>.</param>
/// <param name="Paper">The paper that gathers its signatures; empty when it is in force.</param>
/// <param name="Digits">Five groups of four digits, separated by single spaces; always left to right.</param>
/// <param name="Words">What it says, line by line.</param>
/// <param name="Changes">What it changes, line by line; empty for version 1.</param>
/// <param name="Accepted">Names of those who accepted this version by signature, as far as this device knows.</param>
/// <param name="NotAccepted">Names of those who have not.</param>
public sealed record CharterView(
    string Id,
    int Version,
    string Title,
    string State,
    string Paper,
    string Digits,
    IReadOnlyList<string> Words,
    IReadOnlyList<string> Changes,
    IReadOnlyList<string> Accepted,
    IReadOnlyList<string> NotAccepted);
