using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Founding;

/// <summary>The rules that a dialogue can begin with, under the word by which people choose them. A draft of the Charter may set any other.</summary>
/// <param name="Word">What is typed.</param>
/// <param name="LeastParties">How many parties it makes sense for.</param>
/// <param name="LeastOfficers">How many founders it makes sense for.</param>
/// <param name="Admission">Whose signatures admit.</param>
/// <param name="Device">Whose signatures add or return a device.</param>
/// <param name="Quorum">Whose signatures amend the Charter and order removals.</param>
internal sealed record StandardRules(
    string Word, int LeastParties, int LeastOfficers, SignatureRule Admission, SignatureRule Device, SignatureRule Quorum)
{
    /// <summary>One founder, whose signature is enough.</summary>
    internal static StandardRules Solo { get; } = new("solo", 1, 1, SignatureRule.Solo, SignatureRule.Solo, SignatureRule.Solo);

    private static readonly StandardRules[] All =
    [
        Solo,
        new(
            "1+1+1",
            2,
            3,
            SignatureRule.OrganizerOfEachPartyAndFacilitator,
            SignatureRule.TwoWhoKnowThePerson,
            SignatureRule.OrganizerOfEachPartyAndFacilitator),
        new("two-of-three", 1, 3, SignatureRule.TwoOfficers, SignatureRule.TwoOfOfficersAndOwnDevice, SignatureRule.TwoOfficers),
    ];

    /// <summary>The rules that a word names.</summary>
    /// <exception cref="DialogueException">None.</exception>
    internal static StandardRules Parse(string word) => All.FirstOrDefault(rules => rules.Word == word)
        ?? throw new DialogueException(
            DialogueError.BadInput, "there are no such rules", $"write --rules with one of: {string.Join(", ", All.Select(rules => rules.Word))}");
}
