using SecureDialogue.Server.Channels;
using SecureDialogue.Server.Channels.Postgres;
using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Platform.Postgres;
using SecureDialogue.Server.Platform.Sqlite;
using SecureDialogue.Server.Platform.Storage;

namespace SecureDialogue.Server.Relay;

/// <summary>The relay's two databases, wherever they are.</summary>
/// <param name="Directory">Held for this process alone; null with PostgreSQL.</param>
/// <param name="Mailboxes">Dialogues and mailboxes.</param>
/// <param name="Channels">Channels.</param>
internal sealed record RelayStore(DataDirectory? Directory, MailboxesDatabase Mailboxes, ChannelsDatabase Channels) : IAsyncDisposable
{
    /// <exception cref="StartRefusedException">The store cannot be used, or another relay is using it.</exception>
    public static RelayStore Open(RelaySettings settings, ILogger log)
    {
        if (PostgresSettings.Read(settings.Connections) is { } postgres)
        {
            var (mailboxes, channels) = PostgresStore.Open(postgres, settings.Options, GatheredLog.Load, log);
            return new RelayStore(null, mailboxes, channels);
        }

        var directory = DataDirectory.Open(Path.GetFullPath(settings.Options.DataDirectory));
        return new RelayStore(directory, SqliteStore.OpenMailboxes(directory, settings.Options, log), SqliteStore.OpenChannels(directory, settings.Options, rows => new RowLog(rows), log));
    }

    public async ValueTask DisposeAsync()
    {
        await Channels.DisposeAsync();
        await Mailboxes.DisposeAsync();
        Directory?.Dispose();
    }
}
