using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Amendments;

/// <summary>The words that a draft uses for scopes and regimes.</summary>
internal static class DraftWords
{
    /// <summary>Whose signers a line counts.</summary>
    internal static readonly IReadOnlyList<(SignerScope Scope, string Word)> Scopes =
    [
        (SignerScope.Anybody, "anybody"),
        (SignerScope.Neutral, "neutral"),
        (SignerScope.EachParty, "each side"),
        (SignerScope.NamedParty, "named side"),
        (SignerScope.OwnParty, "own side"),
        (SignerScope.SamePerson, "same person"),
    ];

    internal static string Of(SignerScope scope) => Scopes.Single(one => one.Scope == scope).Word;

    /// <exception cref="DialogueException">No scope has this word.</exception>
    internal static SignerScope ParseScope(string word) => Scopes.FirstOrDefault(one => one.Word == word) is { Word: not null } found
        ? found.Scope
        : throw Refused("a rule counts nobody of that kind", $"write \"who\" with one of: {string.Join(", ", Scopes.Select(one => one.Word))}");

    /// <exception cref="DialogueException">No regime has this word.</exception>
    internal static Regime ParseRegime(string word)
    {
        var all = Enum.GetValues<Regime>();
        var found = all.FirstOrDefault(regime => CharterWords.Of(regime) == word);
        return found != default ? found : throw Refused("there is no such regime", $"write \"regime\" with one of: {string.Join(", ", all.Select(CharterWords.Of))}");
    }

    internal static DialogueException Refused(string message, string hint) => new(DialogueError.BadInput, $"in the draft, {message}", hint);
}
