using SecureDialogue.Wire;

namespace SecureDialogue.Server.Platform.Storage;

/// <summary>How many rows of sealed bytes go into one answer.</summary>
internal static class Pages
{
    /// <summary>Place of the first row that does not fit into the answer any more, or of the last one. Reads sizes, not bytes.</summary>
    /// <param name="rows">The database.</param>
    /// <param name="table">Item or letter.</param>
    /// <param name="after">The place to begin after.</param>
    /// <param name="end">The last place that counts.</param>
    public static long Last(IRows rows, string table, long after, long end)
    {
        var sizes = rows.All(
            string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"SELECT place, coalesce(length(bytes), 0) FROM {table} WHERE place > $1 AND place <= $2 ORDER BY place LIMIT {Limits.BatchCount + 1}"),
            row => (Place: row.GetInt64(0), Bytes: row.GetInt64(1)),
            after, end);
        var bytes = 0L;
        var last = after;
        for (var i = 0; i < sizes.Count && (i < 2 || bytes <= Limits.BatchBytes); i++)
        {
            (last, bytes) = (sizes[i].Place, bytes + sizes[i].Bytes);
        }

        return last;
    }
}
