using Microsoft.Data.Sqlite;
using SecureDialogue.Server.Platform.Storage;

namespace SecureDialogue.Server.Platform.Sqlite;

/// <summary>Writes a file anew, ordered by its random keys alone.</summary>
internal static class Rewriting
{
    /// <summary>VACUUM works in memory, so that no copy is left in a temporary directory: 4096 pages of 16 KiB are 64 MiB.</summary>
    private const long Pages = 4096;

    public static void Do(SqliteSession rows)
    {
        if (rows.Number("PRAGMA page_count") > Pages)
        {
            return;
        }

        try
        {
            _ = rows.Execute("VACUUM");
            _ = rows.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException failure) when (StorageFailure.IsFull(failure))
        {
            // No room for a copy: the file stays as it is until the next time.
        }
    }
}
