using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SecureDialogue.Server.Platform.Storage;

namespace SecureDialogue.Server.Platform.Sqlite;

/// <summary>
/// One SQLite file: a single writer with group commit, and readers of their own.
/// <para>
/// What the file tells about the order of writes, besides its rows: the write-ahead log holds frames in order until a quiet
/// second overwrites them; large items lie in overflow pages that were taken in order; cells of a page lie in order of insertion.
/// Opening, and once an hour a quiet moment, rewrites a file of ordinary size (VACUUM), which orders everything by random keys.
/// Since the last rewriting, in files beyond 64 MiB, and in blocks that the file system has freed but not overwritten, somebody
/// who seizes the disk may still find such traces.
/// </para>
/// </summary>
internal sealed class SqliteDatabase : IDatabase
{
    /// <summary>Large enough that talk, commits and packages fit into one page: no overflow pages in order of insertion.</summary>
    private const int PageBytes = 16_384;

    /// <summary>A transaction may lie across the moment at which the write-ahead log is written back.</summary>
    private const int PagesBeyondCheckpoint = 256;

    /// <summary>Room that a relay needs to be called ready again.</summary>
    private const int ProbeBytes = 256 * 1024;

    private readonly string _path;
    private readonly GroupCommit _writer;
    private readonly ConcurrentBag<SqliteSession> _readers = [];

    private SqliteDatabase(string path, GroupCommit writer)
    {
        _path = path;
        _writer = writer;
    }

    public bool CanWrite => _writer.CanWrite;

    public static SqliteDatabase Open(string path, WriterOptions writer, SqliteOptions options, ILogger log, Func<IRows, IGathered>? gather = null)
    {
        var connection = Connect(path, SqliteOpenMode.ReadWrite);
        var rows = new SqliteSession(connection);
        try
        {
            Prepare(rows, options);
            Migrate(rows, writer.Name);
            Rewriting.Do(rows);
        }
        catch (SqliteException failure) when (!StorageFailure.IsFull(failure))
        {
            rows.Dispose();
            throw new StartRefusedException($"{writer.Name} is damaged or is not a store of this relay (SQLite code {failure.SqliteErrorCode}).");
        }

        return new SqliteDatabase(path, new GroupCommit(new SqliteWriter(rows, path, options.RewriteAfter, gather), writer, log));
    }

    public Task<T> WriteAsync<T>(WriteKey key, Func<WriteBatch, T> work, CancellationToken cancellation) =>
        _writer.RunAsync(key, work).WaitAsync(cancellation);

    /// <summary>Reads on the caller's thread: a page is in memory or one read of the disk away.</summary>
    public Task<T> ReadAsync<T>(Func<IRows, T> work, CancellationToken cancellation)
    {
        var session = _readers.TryTake(out var pooled) ? pooled : new SqliteSession(Connect(_path, SqliteOpenMode.ReadOnly));
        try
        {
            return Task.FromResult(work(session));
        }
        finally
        {
            _readers.Add(session);
        }
    }

    public async Task<bool> ProbeAsync(CancellationToken cancellation)
    {
        try
        {
            return await WriteAsync(WriteKey.None, Probe, cancellation);
        }
        catch (SqliteException)
        {
            return false;
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

    private static bool Probe(WriteBatch batch)
    {
        _ = batch.Rows.Execute("CREATE TABLE probe (bytes BLOB)");
        _ = batch.Rows.Execute("INSERT INTO probe VALUES (zeroblob($1))", ProbeBytes);
        _ = batch.Rows.Execute("DROP TABLE probe");
        return true;
    }

    /// <summary>The number of the newest script is kept in user_version.</summary>
    private static void Migrate(SqliteSession rows, string name)
    {
        var scripts = Migrations.After("Sqlite", name, rows.Number("PRAGMA user_version"));
        _ = rows.Execute("BEGIN IMMEDIATE");
        foreach (var script in scripts)
        {
            _ = rows.Execute(script);
        }

        _ = rows.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Migrations.Newest("Sqlite", name)}"));
        _ = rows.Execute("COMMIT");
    }

    private static void Prepare(SqliteSession rows, SqliteOptions options)
    {
        string[] pragmas =
        [
            $"page_size = {PageBytes}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "secure_delete = ON",
            "temp_store = MEMORY",
            string.Create(CultureInfo.InvariantCulture, $"journal_size_limit = {(options.CheckpointPages + PagesBeyondCheckpoint) * (long)PageBytes}"),
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
}
