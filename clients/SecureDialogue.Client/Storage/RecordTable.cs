using Microsoft.Data.Sqlite;

namespace SecureDialogue.Client.Storage;

/// <summary>
/// The table of sealed records in <c>store.db</c>. A row has the tag of its bucket, the tag of its name, its number in clear where it
/// has one (so that a range of a long channel is one walk along an index), and the sealed record. Not for several threads at once.
/// </summary>
internal sealed class RecordTable : IDisposable
{
    private const int ApplicationId = 0x53444C47;

    private const string Schema = """
        CREATE TABLE record (bucket BLOB NOT NULL, name BLOB NOT NULL UNIQUE, ordinal INTEGER, sealed BLOB NOT NULL) STRICT;
        CREATE INDEX record_by_ordinal ON record (bucket, ordinal);
        """;

    private const string SelectOne = "SELECT sealed FROM record WHERE name = $1";

    private const string Upsert = """
        INSERT INTO record (bucket, name, ordinal, sealed) VALUES ($1, $2, $3, $4)
        ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed
        """;

    private const string DeleteOne = "DELETE FROM record WHERE name = $1";
    private const string DeleteBucket = "DELETE FROM record WHERE bucket = $1";
    private const string SelectKeys = "SELECT name, sealed FROM record WHERE bucket = $1 AND ordinal IS NULL ORDER BY rowid";
    private const string SelectRange = "SELECT name, sealed, ordinal FROM record WHERE bucket = $1 AND ordinal > $2 ORDER BY ordinal LIMIT $3";
    private const string SelectLast = "SELECT max(ordinal) FROM record WHERE bucket = $1";

    private static readonly RecordName Marker = RecordName.Of("store", "format"u8);

    private readonly SqliteConnection _connection;
    private readonly RecordSeal _seal;
    private readonly Statements _statements;

    private RecordTable(SqliteConnection connection, StoreKeys keys)
    {
        _connection = connection;
        _seal = new RecordSeal(keys);
        _statements = new Statements(connection);
#if DEBUG
        // How tests of whole processes fill the disk.
        if (int.TryParse(Environment.GetEnvironmentVariable("DIALOGUE_TEST_MAX_PAGES"), out var pages))
        {
            LimitPages(pages);
        }
#endif
    }

    /// <summary>Makes the table in an empty file.</summary>
    internal static RecordTable Create(string path, StoreKeys keys)
    {
        var connection = Connect(path, "PRAGMA journal_mode = WAL");
        try
        {
            Run(connection, $"BEGIN IMMEDIATE; PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {RecordSeal.Format}; {Schema}");
            var table = new RecordTable(connection, keys);
            table.Put(Marker, []);
            Run(connection, "COMMIT");
            return table;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens the table, and checks that it was written under these keys.</summary>
    internal static RecordTable Open(string path, StoreKeys keys)
    {
        if (!File.Exists(path))
        {
            throw new StoreException(StoreError.Corrupted);
        }

        var connection = Connect(path, "");
        try
        {
            CheckFormat(connection);
            var table = new RecordTable(connection, keys);
            return table.Get(Marker) is not null ? table : throw new StoreException(StoreError.Corrupted);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal long DataVersion() => (long)(_statements.Of("PRAGMA data_version").Scalar() ?? 0L);

    internal byte[]? Get(RecordName name)
    {
        var tag = _seal.NameTag(name);
        return _statements.Of(SelectOne).Scalar(tag) is { } record ? Open(name.Bucket, tag, record).Value : null;
    }

    internal void Put(RecordName name, ReadOnlySpan<byte> value)
    {
        var record = _seal.Seal(name, value);
        StoreFailure.Translate(() => _statements.Of(Upsert).Run(_seal.BucketTag(name.Bucket), _seal.NameTag(name), name.Ordinal, record));
    }

    internal void Delete(RecordName name) => StoreFailure.Translate(() => _statements.Of(DeleteOne).Run(_seal.NameTag(name)));

    internal void Clear(string bucket) => StoreFailure.Translate(() => _statements.Of(DeleteBucket).Run(_seal.BucketTag(bucket)));

    internal IReadOnlyList<StoreEntry> List(string bucket) => _statements.Of(SelectKeys).Rows(
        row =>
        {
            var (name, value) = Open(bucket, row.GetValue(0), row.GetValue(1));
            return new StoreEntry(name.AsMemory(1), value);
        },
        _seal.BucketTag(bucket));

    internal IReadOnlyList<OrdinalEntry> Range(string bucket, long after, int limit) => _statements.Of(SelectRange).Rows(
        row =>
        {
            var ordinal = row.GetInt64(2);
            var (name, value) = Open(bucket, row.GetValue(0), row.GetValue(1));
            return name.AsSpan().SequenceEqual(RecordName.Of(bucket, ordinal).Bytes)
                ? new OrdinalEntry(ordinal, value)
                : throw new StoreException(StoreError.Corrupted);
        },
        _seal.BucketTag(bucket),
        after,
        limit);

    internal long? LastOrdinal(string bucket) => _statements.Of(SelectLast).Scalar(_seal.BucketTag(bucket)) as long?;

    /// <summary>Makes changes and sees them onto the disk, all or none.</summary>
    internal void Transact(Action changes)
    {
        StoreFailure.Translate(() => Run(_connection, "BEGIN IMMEDIATE"));
        try
        {
            changes();
            StoreFailure.Translate(() => Run(_connection, "COMMIT"));
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    internal long LimitPages(int pages)
    {
        using var limit = new Statement(_connection, $"PRAGMA max_page_count = {pages}");
        return (long)(limit.Scalar() ?? 0L);
    }

    public void Dispose()
    {
        _statements.Dispose();
        _connection.Dispose();
    }

    private static SqliteConnection Connect(string path, string first)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 1,
        }.ConnectionString);
        try
        {
            connection.Open();
            Run(connection, $"PRAGMA busy_timeout = 10000; {first}; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void CheckFormat(SqliteConnection connection)
    {
        using var id = new Statement(connection, "PRAGMA application_id");
        using var version = new Statement(connection, "PRAGMA user_version");
        var format = version.Scalar() as long?;
        if (id.Scalar() is not (long)ApplicationId || format is not >= RecordSeal.Format)
        {
            throw new StoreException(StoreError.Corrupted);
        }

        if (format > RecordSeal.Format)
        {
            throw new StoreException(StoreError.NewerVersion);
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        statement.Run();
    }

    // A damaged row may hold a value of any type.
    private (byte[] Name, byte[] Value) Open(string bucket, object tag, object record) => tag is byte[] name && record is byte[] bytes
        ? _seal.Open(bucket, name, bytes)
        : throw new StoreException(StoreError.Corrupted);

    private void RollBack()
    {
        try
        {
            Run(_connection, "ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has already rolled back by itself, as it does when the disk is full.
        }
    }
}
