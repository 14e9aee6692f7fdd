using SecureDialogue.Wire;

namespace SecureDialogue.Client.Connection;

/// <summary>Finds what the serializer lets pass and no relay of this protocol sends: nulls in a list, hashes of another length, numbers that cannot be.</summary>
internal static class ReplyShape
{
    internal static bool IsWhole(object reply) => reply switch
    {
        ReadReply read => AreWhole(read.Items) && read.Items.All(IsWhole),
        ProveReply { Code: RelayCode.Ok } prove => prove.OpenedDigest.Length == Limits.KeyBytes && prove.OpenedBy >= 0 && prove.OpenedBy <= prove.Head,
        AppearReply appear => appear.Handles is { Count: <= Limits.Handles } && appear.Handles.All(handle => handle.Length == Limits.HandleBytes),
        ReadLettersReply letters => AreWhole(letters.Letters),
        _ => true,
    };

    private static bool IsWhole(LogItem item) =>
        item.Hash.Length == Limits.KeyBytes && item.Sequence is > 0 and < long.MaxValue && Enum.IsDefined(item.Kind);

    internal static bool AreWhole<T>(IReadOnlyList<T>? list)
        where T : class => list is not null && !list.Contains(null);
}
