using System.Diagnostics.CodeAnalysis;
using Npgsql;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Actors;

/// <summary>A transaction of a test's own that holds a mailbox or a channel, as a slow node would.</summary>
internal sealed class HeldRow : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private HeldRow(NpgsqlDataSource source, NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_source, _connection, _transaction) = (source, connection, transaction);

    /// <param name="setting">Of the relay.</param>
    /// <param name="channel">Which channel.</param>
    public static Task<HeldRow> HoldAsync(string setting, ChannelId channel) =>
        HoldAsync($"{PostgresServer.TextOf(setting)}_channels", "SELECT 1 FROM channel WHERE id = $1 FOR UPDATE", channel.ToBytes());

    /// <param name="setting">Of the relay.</param>
    /// <param name="mailbox">Which mailbox.</param>
    public static Task<HeldRow> HoldAsync(string setting, MailboxId mailbox) =>
        HoldAsync($"{PostgresServer.TextOf(setting)}_mailboxes", "SELECT 1 FROM mailbox WHERE id = $1 FOR UPDATE", mailbox.ToBytes());

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

    [SuppressMessage("Security", "CA2100", Justification = "The two statements above.")]
    private static async Task<HeldRow> HoldAsync(string database, string sql, byte[] id)
    {
        var source = NpgsqlDataSource.Create(database);
        var connection = await source.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand(sql, connection) { Parameters = { new NpgsqlParameter { Value = id } } };
        Assert.NotNull(await hold.ExecuteScalarAsync());
        return new HeldRow(source, connection, transaction);
    }
}
