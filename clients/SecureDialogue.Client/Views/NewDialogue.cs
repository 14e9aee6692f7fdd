namespace SecureDialogue.Client.Views;

/// <summary>What a founder decides when opening a dialogue.</summary>
/// <param name="BeginLink">The relay's Begin link, <c>https://relay/#pass=…</c>.</param>
/// <param name="Title">The dialogue's title, 1 to 128 characters.</param>
/// <param name="Parties">Code and title of each party, one or more.</param>
/// <param name="Name">The founder's chosen name.</param>
public sealed record NewDialogue(string BeginLink, string Title, IReadOnlyList<PartyView> Parties, string Name)
{
    /// <summary>Whose signatures count: <c>solo</c>, <c>1+1+1</c> or <c>two-of-three</c>. With any but <c>solo</c> there are several founders.</summary>
    public string Rules { get; init; } = "solo";

    /// <summary>With several founders: what the first one does, in words of the glossary. A sole founder is organizer and facilitator.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>With several founders: the first one's party code; empty for neutral.</summary>
    public string Side { get; init; } = string.Empty;
}
