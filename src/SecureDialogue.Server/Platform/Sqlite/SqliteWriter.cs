using System.Diagnostics;
using System.Globalization;
using SecureDialogue.Server.Platform.Storage;

namespace SecureDialogue.Server.Platform.Sqlite;

/// <summary>Writes one file. A quiet moment is used to empty the write-ahead log, whose frames would tell the order of writes.</summary>
internal sealed class SqliteWriter(SqliteSession rows, string path, TimeSpan rewriteAfter, Func<IRows, IGathered>? gather) : IWriter
{
    private readonly Stopwatch _sinceRewriting = Stopwatch.StartNew();

    public WriteBatch Begin(IReadOnlyList<WriteWork> pieces)
    {
        _ = rows.Execute("BEGIN IMMEDIATE");
        return new WriteBatch(rows, gather?.Invoke(rows));
    }

    public void Commit(WriteBatch batch)
    {
        batch.Gathered?.Release();
        _ = rows.Execute("COMMIT");
    }

    public void Rollback()
    {
        if (rows.InTransaction)
        {
            _ = rows.Execute("ROLLBACK");
        }
    }

    public bool Rest()
    {
        if (rows.Number("PRAGMA wal_checkpoint(RESTART)") != 0)
        {
            return true;
        }

        // A write that changes nothing begins the log anew; what stood in it is then SQLite's no longer.
        _ = rows.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {rows.Number("PRAGMA user_version")}"));
        var isAnew = WriteAheadLog.EraseOld(path + "-wal") <= 1;
        if (_sinceRewriting.Elapsed >= rewriteAfter)
        {
            Rewriting.Do(rows);
            _sinceRewriting.Restart();
        }

        return !isAnew;
    }

    public void Dispose() => rows.Dispose();
}
