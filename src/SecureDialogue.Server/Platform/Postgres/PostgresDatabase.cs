using Npgsql;
using SecureDialogue.Server.Platform.Storage;

namespace SecureDialogue.Server.Platform.Postgres;

/// <summary>
/// One PostgreSQL database, which several nodes share: each has one writer with group commit and a few readers.
/// <para>
/// What the server keeps besides the rows: their order of insertion (ctid), the number of the transaction that wrote them (xmin),
/// deleted rows until it vacuums, and its own write-ahead log. Transaction numbers are one row for all databases of a cluster,
/// which is why mailboxes and channels belong on two.
/// </para>
/// </summary>
internal sealed class PostgresDatabase : IDatabase
{
    private const int Readers = 4;

    private readonly NpgsqlDataSource _source;
    private readonly GroupCommit _writer;
    private readonly PostgresReaders _readers;

    private PostgresDatabase(NpgsqlDataSource source, GroupCommit writer) =>
        (_source, _writer, _readers) = (source, writer, new PostgresReaders(source, Readers));

    public bool CanWrite => _writer.CanWrite;

    public static PostgresDatabase Open(
        NpgsqlDataSource source, WriterOptions options, Func<PostgresSession, IReadOnlyList<WriteWork>, IGathered>? gather, ILogger log)
    {
        using (var rows = new PostgresSession(source.OpenConnection(), true))
        {
            PostgresSchema.Bring(rows, options.Name);
        }

        return new PostgresDatabase(source, new GroupCommit(new PostgresWriter(source, gather), options, log));
    }

    public Task<T> WriteAsync<T>(WriteKey key, Func<WriteBatch, T> work, CancellationToken cancellation) =>
        _writer.RunAsync(key, work).WaitAsync(cancellation);

    public Task<T> ReadAsync<T>(Func<IRows, T> work, CancellationToken cancellation) => _readers.RunAsync(work).WaitAsync(cancellation);

    public async Task<bool> ProbeAsync(CancellationToken cancellation)
    {
        try
        {
            return await WriteAsync(WriteKey.None, batch => batch.Rows.Execute("UPDATE schema_version SET version = version") == 1, cancellation);
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _readers.Dispose();
        await _source.DisposeAsync();
    }
}
