using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client.Founding;

/// <summary>What the first founder decided, until all founders have signed the Charter that says it.</summary>
/// <param name="Title">The dialogue's title.</param>
/// <param name="Parties">Code and title of each party.</param>
/// <param name="Rules">The word of a <see cref="StandardRules"/>.</param>
/// <param name="Roles">The first founder's own roles.</param>
/// <param name="Party">The first founder's party code; absent for neutral.</param>
internal sealed record FoundingPlan(string Title, IReadOnlyList<PartyView> Parties, string Rules, int Roles, string? Party)
{
    /// <summary>The parties as the Charter names them.</summary>
    internal IReadOnlyList<Party> CharterParties => [.. Parties.Select(party => new Party(PartyCode.Parse(party.Code), party.Title))];
}
