namespace SecureDialogue.Client.Views;

/// <summary>A version of the single text.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Version">1 and up.</param>
/// <param name="Hash">SHA-256 of the version, hexadecimal: the same on every device.</param>
/// <param name="Digits">The beginning of the hash in groups, to be read out.</param>
/// <param name="Standing">That it is exploratory and binds no one.</param>
/// <param name="From">The facilitator who put it.</param>
/// <param name="Clauses">In order, numbered from 1.</param>
/// <param name="Brackets">Those that may be read here, in the order of the log.</param>
public sealed record SingleTextView(
    string Title, int Version, string Hash, string Digits, string Standing, string From, IReadOnlyList<string> Clauses, IReadOnlyList<BracketView> Brackets);
