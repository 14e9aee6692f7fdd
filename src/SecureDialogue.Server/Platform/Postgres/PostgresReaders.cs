using System.Collections.Concurrent;
using Npgsql;
using SecureDialogue.Server.Platform.Storage;

namespace SecureDialogue.Server.Platform.Postgres;

/// <summary>A fixed number of threads with a connection each, so that readers neither block the others' threads nor use up the server's connections.</summary>
internal sealed class PostgresReaders : IDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly BlockingCollection<WriteWork> _queue = [];
    private readonly List<Thread> _threads = [];

    public PostgresReaders(NpgsqlDataSource source, int count)
    {
        _source = source;
        for (var i = 0; i < count; i++)
        {
            var thread = new Thread(Serve) { IsBackground = true, Name = $"reader {i}" };
            _threads.Add(thread);
            thread.Start();
        }
    }

    public Task<T> RunAsync<T>(Func<IRows, T> work)
    {
        var piece = new WriteWork.Of<T>(WriteKey.None, batch => work(batch.Rows));
        try
        {
            _queue.Add(piece);
        }
        catch (InvalidOperationException)
        {
            piece.Fail(new ObjectDisposedException(nameof(PostgresReaders)));
        }

        return piece.Task;
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        _threads.ForEach(thread => thread.Join());
        _queue.Dispose();
    }

    private void Serve()
    {
        PostgresSession? session = null;
        foreach (var piece in _queue.GetConsumingEnumerable())
        {
            var failure = TryRead(ref session, piece);
            if (failure is not null && StorageFailure.IsAway(failure))
            {
                // The connection was made before the server went away: once more on another.
                failure = TryRead(ref session, piece);
            }

            if (failure is not null)
            {
                piece.Fail(failure);
            }
        }

        session?.Dispose();
    }

    private Exception? TryRead(ref PostgresSession? session, WriteWork piece)
    {
        var opened = session;
        var attempt = new Task(() =>
        {
            opened ??= new PostgresSession(_source.OpenConnection(), false);
            piece.Run(new WriteBatch(opened, null));
        });
        attempt.RunSynchronously(TaskScheduler.Default);
        session = opened;
        if (attempt.Exception is null)
        {
            piece.Answer();
            return null;
        }

        if (session?.Connection.State != System.Data.ConnectionState.Open)
        {
            session?.Dispose();
            session = null;
        }

        return attempt.Exception.InnerException;
    }
}
