using Microsoft.Data.Sqlite;
using Npgsql;
using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Platform.Postgres;
using SecureDialogue.Server.Platform.Sqlite;
using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;

namespace SecureDialogue.Server.Holdings;

/// <summary>One of the two databases, opened to look at; a relay may be using it.</summary>
internal sealed record HeldDatabase(string Title, IReadOnlyList<HeldTable> Tables, IRows Rows, IDisposable Session) : IDisposable
{
    /// <exception cref="StartRefusedException">There is none.</exception>
    public static IReadOnlyList<HeldDatabase> Open(RelaySettings settings)
    {
        if (PostgresSettings.Read(settings.Connections) is { } postgres)
        {
            return
            [
                Open("mailboxes", HeldTables.Mailboxes, postgres.Mailboxes),
                Open("channels", HeldTables.Channels, postgres.Channels),
            ];
        }

        var directory = Path.GetFullPath(settings.Options.DataDirectory);
        return
        [
            Open("mailboxes", HeldTables.Mailboxes, Path.Combine(directory, SqliteStore.MailboxesFile)),
            Open("channels", HeldTables.Channels, Path.Combine(directory, SqliteStore.ChannelsFile)),
        ];
    }

    public void Dispose() => Session.Dispose();

    private static HeldDatabase Open(string title, IReadOnlyList<HeldTable> tables, string path)
    {
        if (!File.Exists(path))
        {
            throw new StartRefusedException($"There is no store of a relay in {Path.GetDirectoryName(path)}: say where with --Relay:DataDirectory=….");
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        var session = new SqliteSession(connection);
        return new HeldDatabase($"{title}, the file {path}", tables, session, session);
    }

    private static HeldDatabase Open(string title, IReadOnlyList<HeldTable> tables, NpgsqlConnectionStringBuilder settings)
    {
        settings.Pooling = false;
        var connection = new NpgsqlConnection(settings.ToString());
        try
        {
            connection.Open();
        }
        catch (NpgsqlException failure)
        {
            connection.Dispose();
            throw new StartRefusedException($"The database {settings.Database} on {settings.Host} cannot be read ({StorageFailure.Code(failure)}).");
        }

        var session = new PostgresSession(connection, false);
        return new HeldDatabase($"{title}, the database {settings.Database} on {settings.Host}", [.. tables, .. HeldTables.Nodes], session, session);
    }
}
