using System.Text;
using SecureDialogue.Client.Storage;

namespace SecureDialogue.Client.Tests.Storage;

public sealed class ForensicTests : IDisposable
{
    private const string Bucket = "channel:Harbour-Mediation-Plenary";
    private const string Key = "member:Amina-Khalidova";
    private const string Value = "the-ceasefire-line-follows-the-river";
    private const string Replaced = "the-first-draft-named-the-northern-road";
    private const string Deleted = "a-name-that-was-taken-back-again";

    private static readonly string[] Planted = [Bucket, Key, Value, Replaced, Deleted, TemporaryHome.Passphrase];

    private readonly TemporaryHome _home = new();

    [Fact]
    public void No_file_of_a_home_shows_a_word_in_any_encoding()
    {
        using var store = _home.Create();
        Plant(store);

        // While it is open, so that the write-ahead log is among the files; and again after a checkpoint.
        AssertUnseen();
        store.Dispose();
        AssertUnseen();
    }

    [Fact]
    public void Who_opens_the_store_finds_the_words()
    {
        using (var store = _home.Create())
        {
            Plant(store);
        }

        using var again = _home.Open();

        var entry = Assert.Single(again.List(Bucket));
        Assert.Equal(Key, Encoding.UTF8.GetString(entry.Key.Span));
        Assert.Equal(Value, Encoding.UTF8.GetString(entry.Value.Span));
        Assert.Equal(Value, Encoding.UTF8.GetString(again.Get(Bucket, 7)!));
    }

    [Fact]
    public void The_search_finds_what_is_there()
    {
        foreach (var word in Planted)
        {
            foreach (var form in Forms(word))
            {
                Assert.True(Contains([1, 2, .. form, 3], form));
            }

            Assert.Contains(Forms(word), form => Contains(Encoding.UTF8.GetBytes("x" + Convert.ToBase64String(Encoding.UTF8.GetBytes("ab" + word + "cd"))), form));
        }
    }

    [Fact]
    public void Equal_records_do_not_look_equal()
    {
        using var store = _home.Create();
        store.Write(writer =>
        {
            writer.Put("a", "k"u8, Encoding.UTF8.GetBytes(Value));
            writer.Put("b", "k"u8, Encoding.UTF8.GetBytes(Value));
        });
        store.Dispose();
        var bytes = File.ReadAllBytes(_home.Files.Database);

        var repeated = Enumerable.Range(0, bytes.Length - 16)
            .Select(i => Convert.ToHexString(bytes, i, 16))
            .Where(text => text.Distinct().Count() > 8)
            .GroupBy(text => text)
            .Where(group => group.Count() > 2);

        // A tag stands in the table and in an index: twice, and nothing more often.
        Assert.Empty(repeated);
    }

    public void Dispose() => _home.Dispose();

    private static void Plant(SecureStore store)
    {
        store.Write(writer =>
        {
            writer.Put(Bucket, Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes(Replaced));
            writer.Put(Bucket, Encoding.UTF8.GetBytes(Deleted), Encoding.UTF8.GetBytes(Deleted));
            writer.Put(Bucket, 7, Encoding.UTF8.GetBytes(Value));
        });
        store.Write(writer =>
        {
            writer.Put(Bucket, Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes(Value));
            writer.Delete(Bucket, Encoding.UTF8.GetBytes(Deleted));
        });
    }

    private static IEnumerable<byte[]> Forms(string word)
    {
        var utf8 = Encoding.UTF8.GetBytes(word);
        yield return utf8;
        yield return Encoding.Unicode.GetBytes(word);
        yield return Encoding.BigEndianUnicode.GetBytes(word);
        yield return Encoding.ASCII.GetBytes(Convert.ToHexString(utf8));
        yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8));
        for (var shift = 0; shift < 3; shift++)
        {
            // Base64 of a text that the word stands in: its inner characters, at each of the three alignments.
            var inner = Convert.ToBase64String([.. new byte[shift], .. utf8]).TrimEnd('=')[4..^2];
            yield return Encoding.ASCII.GetBytes(inner);
        }
    }

    private static bool Contains(byte[] bytes, byte[] form) => bytes.AsSpan().IndexOf(form) >= 0;

    private void AssertUnseen()
    {
        var files = Directory.GetFiles(_home.Directory).Where(file => Path.GetFileName(file) != "lock").ToList();
        Assert.True(files.Count >= 2);
        foreach (var file in files)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            Assert.DoesNotContain(Planted.SelectMany(Forms), form => Contains(bytes, form));
        }
    }
}
