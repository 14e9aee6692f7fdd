using System.Text;
using Microsoft.Data.Sqlite;
using SecureDialogue.Client.Storage;

namespace SecureDialogue.Client.Tests.Storage;

public sealed class DamageTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public DamageTests()
    {
        using var store = _home.Create();
        store.Write(writer =>
        {
            writer.Put("state", "one"u8, "first"u8);
            writer.Put("state", "two"u8, "second"u8);
            for (var n = 1; n <= 40; n++)
            {
                writer.Put("log", n, new byte[400]);
            }
        });
    }

    [Fact]
    public void A_wrong_passphrase_is_told_from_damage()
    {
        Fails(StoreError.WrongPassphrase, () => SecureStore.Open(_home.Directory, "another passphrase"));

        _home.Open().Dispose();
    }

    [Fact]
    public void Every_altered_byte_of_the_key_file_is_noticed()
    {
        var good = File.ReadAllBytes(_home.Files.Key);
        for (var i = 0; i < good.Length; i++)
        {
            var bad = (byte[])good.Clone();
            bad[i] ^= 1;
            File.WriteAllBytes(_home.Files.Key, bad);

            var error = Assert.Throws<StoreException>(() => _home.Open()).Error;
            Assert.True(error is StoreError.Corrupted, $"byte {i}: {error}");
        }
    }

    [Fact]
    public void A_key_file_cut_short_anywhere_is_damaged()
    {
        var good = File.ReadAllBytes(_home.Files.Key);
        for (var length = 0; length < good.Length; length++)
        {
            File.WriteAllBytes(_home.Files.Key, good[..length]);
            Fails(StoreError.Corrupted, () => _home.Open());
        }

        File.WriteAllBytes(_home.Files.Key, [.. good, 10]);
        Fails(StoreError.Corrupted, () => _home.Open());
        File.WriteAllBytes(_home.Files.Key, new byte[5_000_000]);
        Fails(StoreError.Corrupted, () => _home.Open());
    }

    [Theory]
    [InlineData("{\"version\":2}", StoreError.NewerVersion)]
    [InlineData("{\"version\":2,\"scheme\":[1]}", StoreError.NewerVersion)]
    [InlineData("{\"version\":0}", StoreError.Corrupted)]
    [InlineData("{\"version\":\"2\"}", StoreError.Corrupted)]
    [InlineData("null", StoreError.Corrupted)]
    [InlineData("[2]", StoreError.Corrupted)]
    [InlineData("{\"version\":1,\"memoryBytes\":null}", StoreError.Corrupted)]
    public void Only_a_newer_version_is_called_one(string text, StoreError error)
    {
        File.WriteAllText(_home.Files.Key, text);

        Fails(error, () => _home.Open());
    }

    [Theory]
    [InlineData(int.MaxValue, 3)]
    [InlineData(4096, 3)]
    [InlineData(65536, 17)]
    [InlineData(65536, 0)]
    [InlineData(-1, -1)]
    public void A_key_file_cannot_ask_for_any_cost(int memoryBytes, int passes)
    {
        var file = KeyFile.Read(_home.Files.Key) with { MemoryBytes = memoryBytes, Passes = passes };
        File.WriteAllBytes(_home.Files.Key, file.Summed().Encode());

        Fails(StoreError.Corrupted, () => _home.Open());
    }

    [Fact]
    public void The_cost_cannot_be_lowered()
    {
        var file = KeyFile.Read(_home.Files.Key) with { Passes = 2 };
        File.WriteAllBytes(_home.Files.Key, file.Summed().Encode());

        Fails(StoreError.WrongPassphrase, () => _home.Open());
    }

    [Theory]
    [InlineData("key.json")]
    [InlineData("store.db")]
    public void A_missing_file_is_damage(string name)
    {
        File.Delete(Path.Combine(_home.Directory, name));

        Fails(StoreError.Corrupted, () => _home.Open());
    }

    [Fact]
    public async Task A_missing_lock_is_damage()
    {
        using var store = _home.Open();
        File.Delete(_home.Files.Lock);

        Assert.Equal(StoreError.Corrupted, (await Assert.ThrowsAsync<StoreException>(() => store.LockAsync())).Error);
    }

    [Fact]
    public void The_records_of_another_home_are_damage()
    {
        using var other = new TemporaryHome();
        other.Create().Dispose();
        File.Copy(other.Files.Database, _home.Files.Database, overwrite: true);

        Fails(StoreError.Corrupted, () => _home.Open());
    }

    [Fact]
    public void A_newer_table_is_called_one()
    {
        Sql("PRAGMA user_version = 2");

        Fails(StoreError.NewerVersion, () => _home.Open());
    }

    [Theory]
    [InlineData("UPDATE record SET sealed = (SELECT sealed FROM record AS other WHERE other.rowid = 3) WHERE rowid = 2")]
    [InlineData("UPDATE record SET sealed = zeroblob(0) WHERE rowid = 2")]
    [InlineData("UPDATE record SET sealed = zeroblob(200) WHERE rowid = 2")]
    [InlineData("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, ' STRICT', ''); PRAGMA writable_schema = RESET; UPDATE record SET sealed = 'text' WHERE rowid = 2")]
    public void A_record_in_the_place_of_another_is_refused(string sql)
    {
        Sql(sql);
        using var store = _home.Open();

        Fails(StoreError.Corrupted, () => store.Get("state", "one"u8));
        Fails(StoreError.Corrupted, () => store.List("state"));
        Assert.Equal("second"u8, store.Get("state", "two"u8)!);
    }

    [Theory]
    [InlineData("DROP TABLE record")]
    [InlineData("ALTER TABLE record RENAME COLUMN sealed TO open")]
    [InlineData("DELETE FROM record")]
    public void A_table_that_is_not_ours_is_damage(string sql)
    {
        Sql(sql);

        Fails(StoreError.Corrupted, () => _home.Open());
    }

    [Fact]
    public void A_number_altered_in_the_file_is_refused()
    {
        Sql("UPDATE record SET ordinal = 1000 WHERE ordinal = 40");
        using var store = _home.Open();

        Fails(StoreError.Corrupted, () => store.Range("log", 39));
    }

    [Fact]
    public void A_record_moved_to_another_bucket_is_refused()
    {
        Sql("UPDATE record SET bucket = (SELECT bucket FROM record WHERE rowid = 2) WHERE ordinal = 40");
        using var store = _home.Open();

        Fails(StoreError.Corrupted, () => store.Range("state", 0));
    }

    [Fact]
    public void A_damaged_page_is_noticed_or_does_no_harm()
    {
        var good = File.ReadAllBytes(_home.Files.Database);
        var random = new Random(11);
        var noticed = 0;
        for (var round = 0; round < 150; round++)
        {
            var bad = (byte[])good.Clone();
            random.NextBytes(bad.AsSpan(random.Next(bad.Length - 16), 16));
            File.WriteAllBytes(_home.Files.Database, bad);
            try
            {
                ReadAll();
            }
            catch (StoreException e)
            {
                Assert.True(e.Error is StoreError.Corrupted or StoreError.NewerVersion, e.ToString());
                noticed++;
            }
        }

        Assert.InRange(noticed, 75, 150);
    }

    [Fact]
    public void A_file_cut_short_is_noticed()
    {
        var good = File.ReadAllBytes(_home.Files.Database);
        for (var length = 0; length < good.Length; length += 1021)
        {
            File.WriteAllBytes(_home.Files.Database, good[..length]);
            Fails(StoreError.Corrupted, ReadAll);
        }
    }

    public void Dispose() => _home.Dispose();

    private static void Fails(StoreError error, Action action) => Assert.Equal(error, Assert.Throws<StoreException>(action).Error);

    // What is read is what was written, or reading fails.
    private void ReadAll()
    {
        using var store = _home.Open();
        foreach (var entry in store.List("state"))
        {
            Assert.Equal(Encoding.UTF8.GetString(entry.Key.Span) == "one" ? "first"u8 : "second"u8, entry.Value.Span);
        }

        Assert.All(store.Range("log", 0), entry => Assert.Equal(400, entry.Value.Length));
        Assert.True(store.Get("state", "one"u8) is null or { Length: 5 });
    }

    private void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_home.Files.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the constants above
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
