using System.Diagnostics;
using SecureDialogue.Server.Platform.Storage;

namespace SecureDialogue.Server.Platform.Sqlite;

/// <summary>Writes one file. A quiet moment is used to empty the write-ahead log, whose frames would tell the order of writes.</summary>
internal sealed class SqliteWriter(SqliteSession rows, TimeSpan rewriteAfter, Func<IRows, IGathered>? gather) : IWriter
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
        var busy = rows.Number("PRAGMA wal_checkpoint(TRUNCATE)") != 0;
        if (_sinceRewriting.Elapsed >= rewriteAfter)
        {
            Rewriting.Do(rows);
            _sinceRewriting.Restart();
        }

        return busy;
    }

    public void Dispose() => rows.Dispose();
}
