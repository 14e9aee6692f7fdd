using Microsoft.Data.Sqlite;
using SecureDialogue.EndToEnd.Tests.Engine;

namespace SecureDialogue.Adversary.Tests.Relay;

/// <summary>
/// A second real relay that begins as a copy of the first at this moment and calls itself the same: led there, a person lives in a
/// history of its own (fork), or, when the first has gone on, in an old one (roll-back).
/// </summary>
internal sealed class OtherHistory : IAsyncDisposable
{
    private readonly LocalRelay _relay;
    private readonly string _data;

    private OtherHistory(LocalRelay relay, string data) => (_relay, _data) = (relay, data);

    public string Address => $"http://127.0.0.1:{_relay.Port}";

    public static async Task<OtherHistory> OfAsync(LocalRelay real, HostileRelay known)
    {
        var data = Directory.CreateTempSubdirectory("sd-fork-").FullName;
        foreach (var name in (string[])["mailboxes.db", "channels.db"])
        {
            using var from = Open(Path.Combine(real.Data, name), SqliteOpenMode.ReadWrite);
            using var to = Open(Path.Combine(data, name), SqliteOpenMode.ReadWriteCreate);
            from.BackupDatabase(to);
        }

        return new OtherHistory(await LocalRelay.StartAsync(data, 0, "--Relay:PublicUrl=" + known.Address), data);
    }

    public async ValueTask DisposeAsync()
    {
        await _relay.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
