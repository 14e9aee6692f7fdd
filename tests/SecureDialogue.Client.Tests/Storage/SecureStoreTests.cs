using SecureDialogue.Client.Storage;

namespace SecureDialogue.Client.Tests.Storage;

public sealed class SecureStoreTests : IDisposable
{
    private readonly TemporaryHome _home = new();
    private readonly SecureStore _store;

    public SecureStoreTests() => _store = _home.Create();

    [Fact]
    public void A_value_is_found_by_its_key_and_gone_when_deleted()
    {
        _store.Write(writer => writer.Put("letters", "one"u8, [1, 2, 3]));

        Assert.Equal([1, 2, 3], _store.Get("letters", "one"u8));
        Assert.Null(_store.Get("letters", "two"u8));
        Assert.Null(_store.Get("other", "one"u8));

        _store.Write(writer => writer.Delete("letters", "one"u8));

        Assert.Null(_store.Get("letters", "one"u8));
    }

    [Fact]
    public void A_later_value_takes_the_place_of_the_earlier()
    {
        _store.Write(writer => writer.Put("state", "group"u8, [1]));
        _store.Write(writer => writer.Put("state", "group"u8, [2]));

        Assert.Equal([2], _store.Get("state", "group"u8));
        Assert.Single(_store.List("state"));
    }

    [Fact]
    public void Empty_keys_and_values_are_values()
    {
        _store.Write(writer => writer.Put("empty", [], []));

        Assert.Equal(Array.Empty<byte>(), _store.Get("empty", []));
    }

    [Fact]
    public void A_bucket_lists_its_keys_and_nothing_else()
    {
        _store.Write(writer =>
        {
            writer.Put("a", "2"u8, [2]);
            writer.Put("a", "1"u8, [1]);
            writer.Put("a", 7, [7]);
            writer.Put("b", "3"u8, [3]);
        });

        var entries = _store.List("a");

        Assert.Equal(["2", "1"], entries.Select(entry => System.Text.Encoding.UTF8.GetString(entry.Key.Span)));
        Assert.Equal([2, 1], entries.Select(entry => entry.Value.Span[0]));
    }

    [Fact]
    public void A_range_is_ascending_after_a_number_and_limited()
    {
        long[] ordinals = [5, 1, 300, 70_000, 2, -4];
        _store.Write(writer => Array.ForEach(ordinals, ordinal => writer.Put("log", ordinal, ChildProgram.Number(ordinal))));

        Assert.Equal([2, 5, 300, 70_000], _store.Range("log", 1).Select(entry => entry.Ordinal));
        Assert.Equal([2, 5], _store.Range("log", 1, 2).Select(entry => entry.Ordinal));
        Assert.Equal(ChildProgram.Number(300), _store.Get("log", 300));
        Assert.Equal(70_000, _store.LastOrdinal("log"));
        Assert.Null(_store.LastOrdinal("none"));
    }

    [Fact]
    public void A_number_and_the_key_of_its_bytes_are_two_records()
    {
        _store.Write(writer =>
        {
            writer.Put("log", 1, [1]);
            writer.Put("log", ChildProgram.Number(1), [2]);
        });

        Assert.Equal([1], _store.Get("log", 1));
        Assert.Equal([2], _store.Get("log", ChildProgram.Number(1)));
    }

    [Fact]
    public void Clearing_empties_one_bucket()
    {
        _store.Write(writer =>
        {
            writer.Put("gone", "k"u8, [1]);
            writer.Put("gone", 1, [1]);
            writer.Put("kept", "k"u8, [1]);
        });

        _store.Write(writer => writer.Clear("gone"));

        Assert.Empty(_store.List("gone"));
        Assert.Empty(_store.Range("gone", 0));
        Assert.Single(_store.List("kept"));
    }

    [Fact]
    public void A_transaction_that_throws_changes_nothing_and_passes_its_exception_on()
    {
        _store.Write(writer => writer.Put("state", "k"u8, [1]));

        void Failing() => _store.Write(writer =>
        {
            writer.Put("state", "k"u8, [2]);
            throw new IOException("a caller's own");
        });

        Assert.Throws<IOException>(Failing);
        Assert.Equal([1], _store.Get("state", "k"u8));
    }

    [Fact]
    public void Reading_inside_a_transaction_sees_its_changes()
    {
        byte[]? seen = null;
        _store.Write(writer =>
        {
            writer.Put("state", "k"u8, [2]);
            seen = _store.Get("state", "k"u8);
        });

        Assert.Equal([2], seen);
    }

    [Fact]
    public void Transactions_do_not_nest_and_writers_end_with_them()
    {
        StoreWriter? kept = null;
        _store.Write(writer => kept = writer);

        Assert.Throws<InvalidOperationException>(() => kept!.Put("a", "b"u8, []));
        Assert.Throws<InvalidOperationException>(() => _store.Write(_ => _store.Write(_ => { })));
        _store.Write(writer => writer.Put("a", "b"u8, []));
    }

    [Fact]
    public void Records_outlive_the_process()
    {
        _store.Write(writer => writer.Put("state", "k"u8, [1, 2]));
        _store.Dispose();

        using var again = _home.Open();

        Assert.Equal([1, 2], again.Get("state", "k"u8));
    }

    [Fact]
    public void The_same_letters_composed_otherwise_are_the_same_passphrase()
    {
        using var other = new TemporaryHome();
        SecureStore.Create(other.Directory, "cafe\u0301", TemporaryHome.Cheap).Dispose();

        SecureStore.Open(other.Directory, "caf\u00e9").Dispose();
    }

    [Fact]
    public void A_store_that_was_closed_stays_closed()
    {
        _store.Dispose();
        _store.Dispose();

        Assert.Throws<ObjectDisposedException>(() => _store.Get("a", "b"u8));
        Assert.Throws<ObjectDisposedException>(() => _store.Write(writer => writer.Put("a", "b"u8, [])));
    }

    [Fact]
    public void A_key_over_its_limit_is_the_callers_mistake() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _store.Get("a", new byte[SecureStore.KeyBytes + 1]));

    [Fact]
    public void Values_of_a_mebibyte_come_back_whole()
    {
        var value = new byte[1024 * 1024];
        new Random(7).NextBytes(value);
        _store.Write(writer => writer.Put("big", 1, value));

        Assert.Equal(value, _store.Get("big", 1));
    }

    [Fact]
    public async Task Several_threads_may_use_one_store()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() =>
        {
            _store.Write(writer => writer.Put("log", i, ChildProgram.Number(i)));
            Assert.NotNull(_store.Get("log", i));
        })));

        Assert.Equal(200, _store.Range("log", -1).Count);
    }

    public void Dispose()
    {
        _store.Dispose();
        _home.Dispose();
    }
}
