using Microsoft.Data.Sqlite;

namespace SecureDialogue.Client.Storage;

/// <summary>Says what a failure of the system or of SQLite means for the store.</summary>
internal static class StoreFailure
{
    private const int SqliteError = 1;
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteCorrupt = 11;
    private const int SqliteFull = 13;
    private const int SqliteSchema = 17;
    private const int SqliteConstraint = 19;
    private const int SqliteMismatch = 20;
    private const int SqliteNotADatabase = 26;
    private const int SqliteSharedMemorySize = 4874;
    private const int SqliteShortRead = 522;
    private const int UnixNoSpace = 28;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    internal static void Translate(Action action) => Translate(() =>
    {
        action();
        return true;
    });

    internal static T Translate<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException e)
        {
            throw Of(e);
        }
        catch (IOException e)
        {
            throw new StoreException(e.HResult is UnixNoSpace or WindowsDiskFull ? StoreError.DiskFull : StoreError.Unavailable, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreException(StoreError.Unavailable, e);
        }
    }

    private static StoreException Of(SqliteException e) => (e.SqliteErrorCode, e.SqliteExtendedErrorCode) switch
    {
        (SqliteBusy or SqliteLocked, _) => new HomeBusyException(e),
        (SqliteFull, _) or (_, SqliteSharedMemorySize) => new StoreException(StoreError.DiskFull, e),

        // All statements are constants: where one is wrong or its values do not fit, the table is not the one we made.
        (SqliteError or SqliteSchema or SqliteConstraint or SqliteMismatch, _) => new StoreException(StoreError.Corrupted, e),
        (SqliteCorrupt or SqliteNotADatabase, _) or (_, SqliteShortRead) => new StoreException(StoreError.Corrupted, e),
        _ => new StoreException(StoreError.Unavailable, e),
    };
}
