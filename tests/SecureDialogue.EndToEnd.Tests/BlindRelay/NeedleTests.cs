using System.Text;

namespace SecureDialogue.EndToEnd.Tests.BlindRelay;

public sealed class NeedleTests
{
    private const string Words = "гидрологи Zermattia";

    [Fact]
    public void Words_are_found_in_every_encoding_at_every_place()
    {
        var utf8 = Encoding.UTF8.GetBytes(Words);
        byte[][] forms =
        [
            utf8, Encoding.Unicode.GetBytes(Words), Encoding.BigEndianUnicode.GetBytes(Words),
            Encoding.ASCII.GetBytes(Convert.ToHexString(utf8)), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8)),
            .. Enumerable.Range(0, 6).Select(i => Encoding.ASCII.GetBytes(Convert.ToBase64String([.. new byte[i], .. utf8, 7, 8, 9]))),
        ];

        Assert.All(forms, form => Assert.All([0, 1, 5], place => Assert.Single(Found([.. new byte[place], .. form, 1, 2, 3]))));
    }

    [Fact]
    public void Other_words_are_not_found() => Assert.Empty(Found(Encoding.UTF8.GetBytes("гидролог Zermatti and nothing else")));

    [Fact]
    public void A_piece_that_ends_inside_the_words_does_not_hide_them()
    {
        var search = new NeedleSearch([Words]);
        var bytes = new byte[(1 << 20) + 100];
        Encoding.UTF8.GetBytes(Words).CopyTo(bytes, (1 << 20) - 7);

        search.Search(new MemoryStream(bytes), bytes.Length);

        Assert.Single(search.Found);
    }

    [Fact]
    public void The_memory_of_a_process_is_searched()
    {
        var planted = new string([.. "Zermattia in memory".Reverse()]);
        var search = new NeedleSearch([planted, new string([.. "absent from memory".Reverse()])[..4] + Guid.NewGuid()]);

        ProcessMemory.Search(Environment.ProcessId, search);

        Assert.Contains(search.Found, n => n.Words == planted && n.Encoding == "UTF-16LE");
        Assert.InRange(search.BytesSearched, 10_000_000, long.MaxValue);
    }

    private static IEnumerable<string> Found(byte[] bytes)
    {
        var search = new NeedleSearch([Words]);
        search.Search(bytes);
        return search.Found.Select(n => n.Words).Distinct();
    }
}
