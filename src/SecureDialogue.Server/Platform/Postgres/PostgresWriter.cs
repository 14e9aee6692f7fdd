using System.Data;
using Npgsql;
using SecureDialogue.Server.Platform.Storage;

namespace SecureDialogue.Server.Platform.Postgres;

/// <summary>
/// Writes one database. Several nodes do: a transaction holds the mailboxes and channels that it changes, and a second one waits
/// for it and then sees what it did.
/// </summary>
/// <param name="source">Connects.</param>
/// <param name="gather">Loads what the pieces are about, at once; null when each piece uses statements of its own.</param>
internal sealed class PostgresWriter(NpgsqlDataSource source, Func<PostgresSession, IReadOnlyList<WriteWork>, IGathered>? gather) : IWriter
{
    private PostgresSession? _session;
    private NpgsqlTransaction? _transaction;

    public WriteBatch Begin(IReadOnlyList<WriteWork> pieces)
    {
        _session ??= new PostgresSession(source.OpenConnection(), true);
        _transaction = _session.Connection.BeginTransaction();
        return new WriteBatch(_session, gather?.Invoke(_session, pieces));
    }

    public void Commit(WriteBatch batch)
    {
        batch.Gathered?.Release();
        _transaction!.Commit();
        _transaction.Dispose();
        _transaction = null;
    }

    public void Rollback()
    {
        try
        {
            _transaction?.Rollback();
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException)
        {
            // The connection is broken: the server rolls back by itself.
        }

        _transaction?.Dispose();
        _transaction = null;
        if (_session?.Connection.State != ConnectionState.Open)
        {
            // The next transaction gets another connection.
            _session?.Dispose();
            _session = null;
        }
    }

    public bool Rest() => false;

    public void Dispose()
    {
        _transaction?.Dispose();
        _session?.Dispose();
    }
}
