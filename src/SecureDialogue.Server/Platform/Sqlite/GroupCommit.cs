using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace SecureDialogue.Server.Platform.Sqlite;

/// <summary>
/// The one writer of a file. Whatever waits becomes one transaction with one fsync; answers are given after it. When a piece
/// fails, the transaction is rolled back and the pieces run one by one, so that each gets its own answer.
/// <code>
/// requests → queue → [ BEGIN · work 1 · work 2 · … · COMMIT ] → events → answers
/// </code>
/// </summary>
internal sealed partial class GroupCommit : IAsyncDisposable
{
    private readonly SqliteSession _rows;
    private readonly DatabaseOptions _options;
    private readonly ILogger _log;
    private readonly Channel<WriteWork> _queue = Channel.CreateUnbounded<WriteWork>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _loop;
    private bool _unchecked;
    private int _refusing;

    public GroupCommit(SqliteSession rows, DatabaseOptions options, ILogger log)
    {
        (_rows, _options, _log) = (rows, options, log);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Whether the last transaction could be stored.</summary>
    public bool CanWrite => Volatile.Read(ref _refusing) == 0;

    public Task<T> RunAsync<T>(Func<WriteBatch, T> work)
    {
        var piece = new WriteWork.Of<T>(work);
        if (!_queue.Writer.TryWrite(piece))
        {
            piece.Fail(new ObjectDisposedException(nameof(GroupCommit)));
        }

        return piece.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _ = _queue.Writer.TryComplete();
        await _loop;
        Checkpoint();
        _rows.Dispose();
    }

    private async Task RunAsync()
    {
        while (await WaitAsync())
        {
            await GatherAsync();
            var batch = new List<WriteWork>();
            while (batch.Count < _options.CommitBatch && _queue.Reader.TryRead(out var work))
            {
                batch.Add(work);
            }

            Store(batch);
        }
    }

    /// <summary>Waits for work. A quiet moment is used to empty the write-ahead log, whose frames would tell the order of writes.</summary>
    private async Task<bool> WaitAsync()
    {
        var more = _queue.Reader.WaitToReadAsync().AsTask();
        if (_unchecked && await Task.WhenAny(more, Task.Delay(_options.CheckpointIdle)) != more)
        {
            Checkpoint();
        }

        return await more;
    }

    private Task GatherAsync() => _options.CommitWindow > TimeSpan.Zero ? Task.Delay(_options.CommitWindow) : Task.CompletedTask;

    private void Store(List<WriteWork> batch)
    {
        var failure = TryStore(batch);
        if (failure is null)
        {
            Note(null);
            return;
        }

        for (var i = 0; i < batch.Count; i++)
        {
            failure = batch.Count == 1 ? failure : TryStore([batch[i]]);
            Note(failure);
            if (failure is null)
            {
                continue;
            }

            batch[i].Fail(failure);
            if (IsFull(failure))
            {
                // What stands behind fails too: one sender's later post must not overtake its earlier one.
                FailRest(batch, i + 1, failure);
                return;
            }
        }
    }

    private void FailRest(List<WriteWork> batch, int from, Exception failure)
    {
        batch.Skip(from).ToList().ForEach(work => work.Fail(failure));
        while (_queue.Reader.TryRead(out var work))
        {
            work.Fail(failure);
        }
    }

    /// <summary>Runs the pieces as one transaction; the failure is a value, because the writer outlives it.</summary>
    private Exception? TryStore(List<WriteWork> pieces)
    {
        var batch = new WriteBatch(_rows);
        var attempt = new Task(() => StoreTogether(pieces, batch));
        attempt.RunSynchronously(TaskScheduler.Default);
        if (attempt.Exception is null)
        {
            _unchecked = true;
            batch.Committed();
            pieces.ForEach(piece => piece.Answer());
            return null;
        }

        if (_rows.InTransaction)
        {
            _ = _rows.Execute("ROLLBACK");
        }

        return attempt.Exception.InnerException;
    }

    private void StoreTogether(List<WriteWork> pieces, WriteBatch batch)
    {
        _ = _rows.Execute("BEGIN IMMEDIATE");
        pieces.ForEach(piece => piece.Run(batch));
        _ = _rows.Execute("COMMIT");
    }

    private void Checkpoint()
    {
        try
        {
            _unchecked = _rows.Number("PRAGMA wal_checkpoint(TRUNCATE)") != 0;
        }
        catch (SqliteException failure)
        {
            // The disk is full or a reader is busy: the log is kept and the next quiet moment tries again.
            Note(failure);
        }
    }

    private void Note(Exception? failure)
    {
        var refusing = failure is SqliteException ? 1 : 0;
        if (Interlocked.Exchange(ref _refusing, refusing) == refusing)
        {
            return;
        }

        if (failure is null)
        {
            WritesAgain(_log, _options.Name);
        }
        else
        {
            CannotWrite(_log, _options.Name, ((SqliteException)failure).SqliteErrorCode);
        }
    }

    public static bool IsFull(Exception failure) => failure is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL };

    [LoggerMessage(1, LogLevel.Error, "{Name} cannot be written (SQLite code {Code}): free disk space or look at the disk; nothing that was acknowledged is lost")]
    private static partial void CannotWrite(ILogger logger, string name, int code);

    [LoggerMessage(2, LogLevel.Information, "{Name} can be written again")]
    private static partial void WritesAgain(ILogger logger, string name);
}
