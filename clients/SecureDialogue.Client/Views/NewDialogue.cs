namespace SecureDialogue.Client.Views;

/// <summary>What a founder decides when opening a dialogue.</summary>
/// <param name="BeginLink">The relay's Begin link, <c>https://relay/#pass=…</c>.</param>
/// <param name="Title">The dialogue's title, 1 to 128 characters.</param>
/// <param name="Parties">Code and title of each party, one or more.</param>
/// <param name="Name">The founder's chosen name.</param>
public sealed record NewDialogue(string BeginLink, string Title, IReadOnlyList<PartyView> Parties, string Name);
