using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;

namespace SecureDialogue.Server.Platform.Sqlite;

/// <summary>The embedded store: two files in the data directory.</summary>
internal static class SqliteStore
{
    public const string MailboxesFile = "mailboxes.db";
    public const string ChannelsFile = "channels.db";

    public static MailboxesDatabase OpenMailboxes(DataDirectory directory, RelayOptions options, ILogger log) =>
        new(Open(directory.File(MailboxesFile), "Mailboxes", options, null, log));

    public static ChannelsDatabase OpenChannels(DataDirectory directory, RelayOptions options, Func<IRows, IGathered> gather, ILogger log) =>
        new(Open(directory.File(ChannelsFile), "Channels", options, gather, log));

    private static SqliteDatabase Open(string path, string name, RelayOptions options, Func<IRows, IGathered>? gather, ILogger log) => SqliteDatabase.Open(
        path,
        new WriterOptions(
            name, options.CommitBatch, TimeSpan.FromMilliseconds(options.CommitWindowMilliseconds), TimeSpan.FromMilliseconds(options.CheckpointIdleMilliseconds)),
        new SqliteOptions(options.CheckpointPages, TimeSpan.FromMinutes(options.RewriteMinutes), options.MaxDatabasePages),
        log,
        gather);
}
