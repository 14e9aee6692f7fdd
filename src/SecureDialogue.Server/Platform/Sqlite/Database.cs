using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SecureDialogue.Server.Platform.Sqlite;

/// <summary>
/// One SQLite file: a single writer with group commit, and readers of their own.
/// <para>
/// What the file tells about the order of writes, besides its rows: the write-ahead log holds frames in order until a quiet
/// second truncates it; large items lie in overflow pages that were taken in order; cells of a page lie in order of insertion.
/// Opening rewrites a file of ordinary size (VACUUM), which orders everything by random keys. Between two starts, and in blocks
/// that the file system has freed but not overwritten, somebody who seizes the disk may still find such traces.
/// </para>
/// </summary>
internal sealed class Database : IAsyncDisposable
{
    /// <summary>Large enough that talk, commits and packages fit into one page: no overflow pages in order of insertion.</summary>
    private const int PageBytes = 16_384;

    /// <summary>VACUUM works in memory, so that no copy is left in a temporary directory: at most 64 MiB.</summary>
    private const long RewritePages = 64L * 1024 * 1024 / PageBytes;

    private const int JournalBytes = 16 * 1024 * 1024;

    private readonly string _path;
    private readonly GroupCommit _writer;
    private readonly ConcurrentBag<SqliteSession> _readers = [];

    private Database(string path, GroupCommit writer)
    {
        _path = path;
        _writer = writer;
    }

    /// <summary>Whether the last transaction could be stored.</summary>
    public bool CanWrite => _writer.CanWrite;

    public static Database Open(string path, DatabaseOptions options, ILogger log)
    {
        var connection = Connect(path, SqliteOpenMode.ReadWrite);
        var rows = new SqliteSession(connection);
        try
        {
            Prepare(rows, options);
            Migration.Apply(rows, options.Name);
            Rewrite(rows);
        }
        catch (SqliteException failure) when (!GroupCommit.IsFull(failure))
        {
            rows.Dispose();
            throw new StartRefusedException($"{options.Name} is damaged or is not a store of this relay (SQLite code {failure.SqliteErrorCode}).");
        }

        return new Database(path, new GroupCommit(rows, options, log));
    }

    /// <summary>Runs the work in a transaction; ends when it is durable.</summary>
    public Task<T> WriteAsync<T>(Func<WriteBatch, T> work, CancellationToken cancellation) => _writer.RunAsync(work).WaitAsync(cancellation);

    /// <summary>Reads what is durable.</summary>
    public T Read<T>(Func<SqliteSession, T> work)
    {
        var session = _readers.TryTake(out var pooled) ? pooled : new SqliteSession(Connect(_path, SqliteOpenMode.ReadOnly));
        try
        {
            return work(session);
        }
        finally
        {
            _readers.Add(session);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var reader in _readers)
        {
            reader.Dispose();
        }

        await _writer.DisposeAsync();
    }

    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Prepare(SqliteSession rows, DatabaseOptions options)
    {
        string[] pragmas =
        [
            $"page_size = {PageBytes}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "secure_delete = ON",
            "temp_store = MEMORY",
            string.Create(CultureInfo.InvariantCulture, $"journal_size_limit = {JournalBytes}"),
            string.Create(CultureInfo.InvariantCulture, $"wal_autocheckpoint = {options.CheckpointPages}"),
        ];
        foreach (var pragma in pragmas)
        {
            _ = rows.Execute("PRAGMA " + pragma);
        }

        if (options.MaxPages > 0)
        {
            _ = rows.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {options.MaxPages}"));
        }
    }

    private static void Rewrite(SqliteSession rows)
    {
        if (rows.Number("PRAGMA page_count") > RewritePages)
        {
            return;
        }

        try
        {
            _ = rows.Execute("VACUUM");
            _ = rows.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (SqliteException failure) when (GroupCommit.IsFull(failure))
        {
            // No room for a copy: the file stays as it is until a later start.
        }
    }
}
