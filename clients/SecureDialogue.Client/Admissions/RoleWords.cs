using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Admissions;

/// <summary>Roles in the words of the field.</summary>
internal static class RoleWords
{
    private static readonly (Roles Role, string Word)[] Words =
    [
        (Roles.Participant, "participant"),
        (Roles.Facilitator, "facilitator"),
        (Roles.Organizer, "organizer"),
        (Roles.Interpreter, "interpreter"),
        (Roles.Rapporteur, "rapporteur"),
        (Roles.Observer, "observer"),
        (Roles.ResourcePerson, "resource person"),
    ];

    /// <summary>The words of a set, in a fixed order.</summary>
    internal static IReadOnlyList<string> List(Roles roles) => [.. Words.Where(one => roles.HasFlag(one.Role)).Select(one => one.Word)];

    /// <summary>The words of a set in one line.</summary>
    internal static string Of(Roles roles) => string.Join(", ", List(roles));

    /// <summary>The role a word names.</summary>
    /// <exception cref="DialogueException">None.</exception>
    internal static Roles Parse(string word) => Words.FirstOrDefault(one => one.Word == word) is { Role: not Roles.None } found
        ? found.Role
        : throw new DialogueException(
            DialogueError.BadInput, "there is no such role", $"the roles are: {string.Join(", ", Words.Select(one => one.Word))}");
}
