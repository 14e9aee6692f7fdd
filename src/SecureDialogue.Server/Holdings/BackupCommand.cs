using Microsoft.Data.Sqlite;
using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Platform.Postgres;
using SecureDialogue.Server.Platform.Sqlite;
using SecureDialogue.Server.Relay;

namespace SecureDialogue.Server.Holdings;

/// <summary><c>backup DIRECTORY</c>: copies the embedded store while the relay runs; a relay starts on the copy.</summary>
internal static class BackupCommand
{
    private const UnixFileMode OwnerDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <param name="args">The directory to make, and settings as the relay takes them.</param>
    /// <param name="output">What was done.</param>
    /// <exception cref="StartRefusedException">There is no store, or the directory is there already.</exception>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        if (args is not [var directory, .. var rest] || directory.StartsWith('-'))
        {
            throw new StartRefusedException("Say where to: backup DIRECTORY [--Relay:DataDirectory=…].");
        }

        var settings = RelaySettings.Read(rest);
        if (PostgresSettings.Read(settings.Connections) is not null)
        {
            throw new StartRefusedException("The store is in PostgreSQL: copy its two databases with pg_dump, the channels' first.");
        }

        var (source, target) = (Path.GetFullPath(settings.Options.DataDirectory), Path.GetFullPath(directory));
        if (Path.Exists(target))
        {
            throw new StartRefusedException($"{target} is there already: a copy is made in a new directory.");
        }

        // Channels first: a letter without its commit is discarded by whoever gets it, a commit without its letters leaves somebody out.
        string[] files = [SqliteStore.ChannelsFile, SqliteStore.MailboxesFile];
        if (!files.All(file => File.Exists(Path.Combine(source, file))))
        {
            throw new StartRefusedException($"There is no store of a relay in {source}: say where with --Relay:DataDirectory=….");
        }

        MakeDirectory(target);
        foreach (var file in files)
        {
            Copy(Path.Combine(source, file), Path.Combine(target, file));
        }

        await output.WriteLineAsync($"Copied to {target}. It holds all that the relay holds: keep it as secret, and no longer.");
        return 0;
    }

    private static void MakeDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            _ = Directory.CreateDirectory(path);
        }
        else
        {
            _ = Directory.CreateDirectory(path, OwnerDirectory);
        }
    }

    /// <summary>One moment of the file, in order of its random keys: rewritten, it shows no order of writes.</summary>
    private static void Copy(string source, string target)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $1";
        _ = command.Parameters.AddWithValue("$1", target);
        _ = command.ExecuteNonQuery();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, OwnerFile);
        }
    }
}
