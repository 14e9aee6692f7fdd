using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;

namespace SecureDialogue.Server.Platform.Sqlite;

/// <summary>The embedded store: two files in the data directory.</summary>
internal static class SqliteStore
{
    public static (MailboxesDatabase Mailboxes, ChannelsDatabase Channels) AddSqlite(this IServiceCollection services, RelayOptions options, ILogger log)
    {
        var directory = DataDirectory.Open(Path.GetFullPath(options.DataDirectory));
        var mailboxes = new MailboxesDatabase(Open(directory, "Mailboxes", options, log));
        var channels = new ChannelsDatabase(Open(directory, "Channels", options, log));

        // Made by a function, so that the container closes it.
        _ = services.AddSingleton(_ => directory);
        return (mailboxes, channels);
    }

    private static SqliteDatabase Open(DataDirectory directory, string name, RelayOptions options, ILogger log) => SqliteDatabase.Open(
        directory.File(name == "Mailboxes" ? "mailboxes.db" : "channels.db"),
        new WriterOptions(
            name, options.CommitBatch, TimeSpan.FromMilliseconds(options.CommitWindowMilliseconds), TimeSpan.FromMilliseconds(options.CheckpointIdleMilliseconds)),
        new SqliteOptions(options.CheckpointPages, TimeSpan.FromMinutes(options.RewriteMinutes), options.MaxDatabasePages),
        log);
}
