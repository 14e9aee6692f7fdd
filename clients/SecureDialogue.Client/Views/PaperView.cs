namespace SecureDialogue.Client.Views;

/// <summary>Something that several people sign.</summary>
/// <param name="Id">Short id for commands, 8 lower-case hexadecimal digits.</param>
/// <param name="Kind"><c>charter</c>, <c>admission</c>, <c>removal order</c> or <c>revocation</c>.</param>
/// <param name="About">About whom or what, in one line.</param>
/// <param name="By">Who proposed it.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="Signed">Who signed.</param>
/// <param name="Missing">Whose signature would bring it nearer to its end.</param>
/// <param name="From">From when it holds; null for at once.</param>
/// <param name="Objections">Objections that are open.</param>
/// <param name="State"><c>open</c>, <c>complete</c>, <c>withdrawn</c>, <c>lapsed</c> or <c>older Charter</c>.</param>
public sealed record PaperView(
    string Id, string Kind, string About, string By, DateTimeOffset ProposedAt, IReadOnlyList<string> Signed, IReadOnlyList<string> Missing,
    DateTimeOffset? From, int Objections, string State);
