using System.Globalization;

namespace SecureDialogue.Server.Platform.Storage;

/// <summary>Rows by their ids, many in one exchange with the store. The statement is the same however many are asked for, so that it stays prepared.</summary>
internal static class ManyIds
{
    /// <summary>Ids of one statement.</summary>
    public const int Count = 64;

    /// <summary>What follows a column's name: IN, and a place for each id.</summary>
    public static string Set { get; } =
        $"IN ({string.Join(", ", Enumerable.Range(1, Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"${i}")))})";

    /// <summary>Values for <see cref="Set"/>; the last id stands in the places that are left.</summary>
    public static object?[] Values(IReadOnlyList<byte[]> ids) => [.. Enumerable.Range(0, Count).Select(i => ids[Math.Min(i, ids.Count - 1)])];
}
