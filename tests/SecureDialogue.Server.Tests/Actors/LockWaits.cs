using Npgsql;

namespace SecureDialogue.Server.Tests.Actors;

/// <summary>Looks again and again whether a transaction waits for another one's rows.</summary>
internal sealed class LockWaits : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly NpgsqlDataSource _source;
    private readonly Task _watch;
    private int _seen;

    private LockWaits(NpgsqlDataSource source)
    {
        _source = source;
        _watch = Task.Run(WatchAsync);
    }

    public int Seen => Volatile.Read(ref _seen);

    /// <param name="setting">Of the relay whose channels' database is watched.</param>
    public static async Task<LockWaits> WatchAsync(string setting)
    {
        var source = NpgsqlDataSource.Create($"{PostgresServer.TextOf(setting)}_channels");
        await using var probe = source.CreateCommand("SELECT 1");
        _ = await probe.ExecuteScalarAsync();
        return new LockWaits(source);
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _watch;
        await _source.DisposeAsync();
        _over.Dispose();
    }

    private async Task WatchAsync()
    {
        await using var query = _source.CreateCommand("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
        while (!_over.IsCancellationRequested)
        {
            _seen += await query.ExecuteScalarAsync() is > 0L ? 1 : 0;
            await Task.Delay(1);
        }
    }
}
