using Npgsql;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Actors;

/// <summary>A transaction of a test's own that holds a channel, as a slow node would.</summary>
internal sealed class HeldChannel : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private HeldChannel(NpgsqlDataSource source, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_source, _connection, _transaction) = (source, connection, transaction);

    /// <param name="setting">Of the relay whose channel it is.</param>
    /// <param name="channel">Which.</param>
    public static async Task<HeldChannel> HoldAsync(string setting, ChannelId channel)
    {
        var source = NpgsqlDataSource.Create($"{PostgresServer.TextOf(setting)}_channels");
        var connection = await source.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("SELECT 1 FROM channel WHERE id = $1 FOR UPDATE", connection) { Parameters = { new NpgsqlParameter { Value = channel.ToBytes() } } };
        Assert.NotNull(await hold.ExecuteScalarAsync());
        return new HeldChannel(source, connection, transaction);
    }

    /// <summary>Ends when so many transactions wait, and says whether they do.</summary>
    public async Task<bool> AreWaitingAsync(long transactions)
    {
        await using var query = _source.CreateCommand("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
        for (var i = 0; i < 500; i++)
        {
            if ((long)(await query.ExecuteScalarAsync())! == transactions)
            {
                return true;
            }

            await Task.Delay(5);
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
        await _source.DisposeAsync();
    }
}
