using SecureDialogue.Wire;

namespace SecureDialogue.Client.Connection;

/// <summary>Finds the nulls in what a relay sends that the serializer lets pass: members of a list.</summary>
internal static class ReplyShape
{
    internal static bool IsWhole(object reply) => reply switch
    {
        ReadReply read => AreWhole(read.Items),
        ReadLettersReply letters => AreWhole(letters.Letters),
        _ => true,
    };

    internal static bool AreWhole<T>(IReadOnlyList<T>? list)
        where T : class => list is not null && !list.Contains(null);
}
