using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using SecureDialogue.Server.Platform.Sqlite;
using SecureDialogue.Server.Platform.Storage;
using Xunit.Abstractions;

namespace SecureDialogue.Server.Tests.Platform.Sqlite;

public sealed class WriteAheadLogTests(ITestOutputHelper output) : IDisposable
{
    private const string Count = "SELECT count(*) FROM channel_pass";
    private const int PageBytes = 16_384;

    /// <summary>A log that was begun anew by a write that changes nothing: its header and one frame.</summary>
    private const int EmptyBytes = 32 + 24 + PageBytes;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _directory = Directory.CreateTempSubdirectory("wal-").FullName;

    private string Path => System.IO.Path.Combine(_directory, "channels.db");

    private byte[] Log => Read(Path + "-wal");

    public void Dispose() => Directory.Delete(_directory, true);

    [Fact]
    public async Task A_quiet_moment_overwrites_what_was_written_where_it_lies()
    {
        await using var database = Open(TimeSpan.FromMilliseconds(300));
        var planted = RandomNumberGenerator.GetBytes(40);
        _ = await WriteAsync(database, [.. Enumerable.Range(0, 20).Select(_ => RandomNumberGenerator.GetBytes(20_000)), planted]);
        var (written, length) = (Log, Log.Length);
        await UntilAsync(() => !Log.AsSpan(EmptyBytes).ContainsAnyExcept((byte)0));

        Assert.True(written.AsSpan().IndexOf(planted) > 0, "the probe finds what was just written");
        Assert.Equal(-1, Log.AsSpan().IndexOf(planted));
        Assert.Equal(length, Log.Length);
        Assert.Equal(21, await CountAsync(database));
        output.WriteLine($"measured: {length - EmptyBytes} bytes of the log were overwritten, and none was cut off");
    }

    [Fact]
    public async Task What_somebody_still_reads_is_overwritten_once_they_have_done()
    {
        await using var database = Open(TimeSpan.FromMilliseconds(200));
        _ = await WriteAsync(database, [RandomNumberGenerator.GetBytes(100)]);
        using var reader = Session(Path);
        _ = reader.Execute("BEGIN");
        Assert.Equal(1, reader.Number(Count));
        var planted = RandomNumberGenerator.GetBytes(40);
        _ = await WriteAsync(database, [planted]);
        await Task.Delay(1000);

        Assert.True(Log.AsSpan().IndexOf(planted) > 0, "a reader keeps the log");
        Assert.Equal(1, reader.Number(Count));
        _ = reader.Execute("COMMIT");
        await UntilAsync(() => Log.AsSpan().IndexOf(planted) < 0);
        Assert.Equal(2, reader.Number(Count));
    }

    [Fact]
    public async Task Nothing_is_lost_however_much_of_it_was_overwritten_when_the_power_failed()
    {
        var (rounds, cut) = (0, 0);
        await using var database = Open(TimeSpan.FromMinutes(10));
        _ = await WriteAsync(database, [.. Enumerable.Range(0, 60).Select(_ => RandomNumberGenerator.GetBytes(9_000))]);

        // What a quiet moment does, up to the overwriting.
        using (var writer = Session(Path))
        {
            Assert.Equal(0, writer.Number("PRAGMA wal_checkpoint(RESTART)"));
            _ = writer.Execute($"PRAGMA user_version = {writer.Number("PRAGMA user_version")}");
        }

        var (file, log) = (Read(Path), Log);
        foreach (var overwritten in Enumerable.Range(0, 40).Select(i => i * 13_337).Where(bytes => EmptyBytes + bytes < log.Length))
        {
            var torn = log.ToArray();
            var from = rounds % 2 == 0 ? EmptyBytes : RandomNumberGenerator.GetInt32(EmptyBytes, log.Length - overwritten);
            torn.AsSpan(from, overwritten).Clear();
            Assert.Equal(60, CountAfterCrash(file, torn));
            (rounds, cut) = (rounds + 1, cut + (overwritten > 0 ? 1 : 0));
        }

        // The same cut in frames that are the log's loses rows: the copies do depend on it.
        _ = await WriteAsync(database, [RandomNumberGenerator.GetBytes(100)]);
        var current = Log;
        current.AsSpan(EmptyBytes, PageBytes).Clear();
        Assert.Equal((61, 60), (CountAfterCrash(file, Log), CountAfterCrash(file, current)));
        output.WriteLine($"measured: {cut} copies of a log that was overwritten in part, {log.Length} bytes");
        Assert.True(cut >= 20, $"{cut}");
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var since = DateTime.UtcNow; !holds(); await Task.Delay(50))
        {
            Assert.True(DateTime.UtcNow - since < Patience, "it did not come about");
        }
    }

    private static Task<bool> WriteAsync(SqliteDatabase database, IReadOnlyList<byte[]> values) => database.WriteAsync(
        WriteKey.None,
        batch => values.All(value => batch.Rows.Execute("INSERT INTO channel_pass VALUES ($1)", value) == 1),
        CancellationToken.None);

    private static Task<long> CountAsync(SqliteDatabase database) =>
        database.ReadAsync(rows => rows.Number(Count), CancellationToken.None);

    private static SqliteSession Session(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return new SqliteSession(connection);
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Rows that SQLite finds in copies of both files, as after a loss of power.</summary>
    private long CountAfterCrash(byte[] file, byte[] log)
    {
        var path = System.IO.Path.Combine(_directory, $"{Guid.NewGuid():N}.db");
        File.WriteAllBytes(path, file);
        File.WriteAllBytes(path + "-wal", log);
        using var copy = Session(path);
        Assert.Equal(["ok"], copy.All("PRAGMA integrity_check", row => row.GetString(0)));
        return copy.Number(Count);
    }

    private SqliteDatabase Open(TimeSpan quiet)
    {
        File.Create(Path).Dispose();
        return SqliteDatabase.Open(Path, new WriterOptions("Channels", 64, TimeSpan.Zero, quiet), new SqliteOptions(1000, TimeSpan.FromHours(1), 0), NullLogger.Instance);
    }
}
