using Npgsql;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;

namespace SecureDialogue.Server.Platform.Postgres;

/// <summary>The store of many nodes: two databases, best on two clusters.</summary>
internal static partial class PostgresStore
{
    /// <param name="settings">Where they are.</param>
    /// <param name="options">How they are written.</param>
    /// <param name="gather">How a transaction of the channels' database loads what it is about.</param>
    /// <param name="log">What an operator reads.</param>
    /// <exception cref="StartRefusedException">A database cannot be used.</exception>
    public static (MailboxesDatabase Mailboxes, ChannelsDatabase Channels) Open(
        PostgresSettings settings, RelayOptions options, Func<PostgresSession, IReadOnlyList<WriteWork>, IGathered> gather, ILogger log)
    {
        var mailboxes = Open(settings.Mailboxes, source => PostgresDatabase.Open(source, Options("Mailboxes", options), null, log));
        var channels = Open(settings.Channels, source => PostgresDatabase.Open(source, Options("Channels", options), gather, log));
        if (mailboxes.Cluster == channels.Cluster)
        {
            OneCluster(log);
        }

        return (new MailboxesDatabase(mailboxes.Database), new ChannelsDatabase(channels.Database));
    }

    private static (PostgresDatabase Database, string Cluster) Open(NpgsqlConnectionStringBuilder settings, Func<NpgsqlDataSource, PostgresDatabase> open)
    {
        var source = NpgsqlDataSource.Create(settings);
        try
        {
            return (open(source), Cluster(source));
        }
        catch (NpgsqlException failure)
        {
            source.Dispose();
            throw new StartRefusedException($"The database {settings.Database} on {settings.Host} cannot be used ({StorageFailure.Code(failure)}).");
        }
    }

    private static string Cluster(NpgsqlDataSource source)
    {
        using var rows = new PostgresSession(source.OpenConnection(), false);
        return rows.First("SELECT system_identifier::text FROM pg_control_system()", row => row.GetString(0))!;
    }

    private static WriterOptions Options(string name, RelayOptions options) => new(
        name, options.CommitBatch, TimeSpan.FromMilliseconds(options.CommitWindowMilliseconds), Timeout.InfiniteTimeSpan);

    [LoggerMessage(1, LogLevel.Warning, "Both databases are in one PostgreSQL cluster, whose transaction numbers and log tell which rows of the two were written together; use two clusters")]
    private static partial void OneCluster(ILogger logger);
}
