using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace SecureDialogue.Server.Platform.Storage;

/// <summary>What a failed transaction means, whichever database it failed in.</summary>
internal static class StorageFailure
{
    /// <summary>The disk is full; nothing was stored.</summary>
    public static bool IsFull(Exception failure) => failure is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL }
        or PostgresException { SqlState: PostgresErrorCodes.DiskFull };

    /// <summary>The database cannot be reached: nobody who waits will be served either.</summary>
    public static bool IsAway(Exception failure) => failure is NpgsqlException and not PostgresException
        or PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown };

    /// <summary>
    /// Another node was quicker, or a connection broke that was made before: the same work may succeed now. Work that was stored
    /// after all is found by its id.
    /// </summary>
    public static bool IsPassing(Exception failure) => IsAway(failure) || failure is PostgresException
    {
        SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation
            or PostgresErrorCodes.LockNotAvailable,
    };

    /// <summary>A code for the log; never the words, which may hold values.</summary>
    public static string Code(DbException failure) => failure switch
    {
        SqliteException sqlite => $"SQLite {sqlite.SqliteErrorCode}",
        PostgresException postgres => $"PostgreSQL {postgres.SqlState}",
        _ => "no connection",
    };
}
