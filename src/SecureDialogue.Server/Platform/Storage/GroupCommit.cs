using System.Data.Common;
using System.Threading.Channels;
using SecureDialogue.Server.Platform.Telemetry;

namespace SecureDialogue.Server.Platform.Storage;

/// <summary>
/// The one writer of a database. Whatever waits becomes one transaction that is made durable once; answers are given after it.
/// When a piece fails, the transaction is rolled back and the pieces run one by one, so that each gets its own answer.
/// <code>
/// requests → queue → [ BEGIN · work 1 · work 2 · … · COMMIT ] → events → answers
/// </code>
/// </summary>
internal sealed partial class GroupCommit : IAsyncDisposable
{
    /// <summary>How often a piece that another node beat runs again: each time, somebody else has got on.</summary>
    private const int Attempts = 8;

    private readonly IWriter _writer;
    private readonly WriterOptions _options;
    private readonly ILogger _log;
    private readonly Channel<WriteWork> _queue = Channel.CreateUnbounded<WriteWork>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _loop;
    private bool _hasChores;
    private int _refusing;

    public GroupCommit(IWriter writer, WriterOptions options, ILogger log)
    {
        (_writer, _options, _log) = (writer, options, log);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Whether the last transaction could be stored.</summary>
    public bool CanWrite => Volatile.Read(ref _refusing) == 0;

    public Task<T> RunAsync<T>(WriteKey key, Func<WriteBatch, T> work)
    {
        var piece = new WriteWork.Of<T>(key, work);
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
        Rest();
        _writer.Dispose();
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

    private async Task<bool> WaitAsync()
    {
        var more = _queue.Reader.WaitToReadAsync().AsTask();
        while (_hasChores && await Task.WhenAny(more, Task.Delay(_options.Quiet)) != more)
        {
            Rest();
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

        var isFinal = batch.Count == 1 && !StorageFailure.IsPassing(failure);
        for (var i = 0; i < batch.Count; i++)
        {
            failure = isFinal ? failure : StoreAlone(batch[i]);
            Note(failure);
            if (failure is null)
            {
                continue;
            }

            batch[i].Fail(failure);
            if (StorageFailure.IsFull(failure) || StorageFailure.IsAway(failure))
            {
                // What stands behind fails too: one sender's later post must not overtake its earlier one.
                FailRest(batch, i + 1, failure);
                return;
            }
        }
    }

    private Exception? StoreAlone(WriteWork piece)
    {
        var failure = TryStore([piece]);
        for (var i = 1; i < Attempts && failure is not null && StorageFailure.IsPassing(failure) && !StorageFailure.IsAway(failure); i++)
        {
            failure = TryStore([piece]);
        }

        return failure;
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
        WriteBatch? batch = null;
        var since = RelayMetrics.Now();
        var attempt = new Task(() => batch = StoreTogether(pieces));
        attempt.RunSynchronously(TaskScheduler.Default);
        if (attempt.Exception is null)
        {
            _hasChores = true;
            RelayMetrics.Committed(_options.Name, pieces.Count, since);
            batch!.Committed();
            pieces.ForEach(piece => piece.Answer());
            return null;
        }

        RelayMetrics.NotCommitted(_options.Name);
        _writer.Rollback();
        return attempt.Exception.InnerException;
    }

    private WriteBatch StoreTogether(List<WriteWork> pieces)
    {
        var batch = _writer.Begin(pieces);
        pieces.ForEach(piece => piece.Run(batch));
        _writer.Commit(batch);
        return batch;
    }

    private void Rest()
    {
        try
        {
            _hasChores = _writer.Rest();
        }
        catch (Exception failure) when (failure is DbException or IOException)
        {
            // The disk is full or a reader is busy: the next quiet moment tries again.
            Note(failure);
        }
    }

    private void Note(Exception? failure)
    {
        var refusing = failure is DbException ? 1 : 0;
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
            CannotWrite(_log, _options.Name, StorageFailure.Code((DbException)failure));
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Name} cannot be written ({Code}): look at the disk and the database; nothing that was acknowledged is lost")]
    private static partial void CannotWrite(ILogger logger, string name, string code);

    [LoggerMessage(2, LogLevel.Information, "{Name} can be written again")]
    private static partial void WritesAgain(ILogger logger, string name);
}
