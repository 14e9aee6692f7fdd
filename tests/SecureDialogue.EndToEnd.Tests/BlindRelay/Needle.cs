using System.Text;

namespace SecureDialogue.EndToEnd.Tests.BlindRelay;

/// <summary>One way in which words can lie in a file or in memory.</summary>
internal sealed record Needle(string Words, string Encoding, byte[] Bytes)
{
    // Shorter patterns occur by chance in hundreds of megabytes.
    private const int MinBytes = 6;

    /// <summary>UTF-8, UTF-16 in both orders, base64 of the UTF-8 in three alignments, hexadecimal in both cases.</summary>
    public static IEnumerable<Needle> Of(string words)
    {
        var utf8 = System.Text.Encoding.UTF8.GetBytes(words);
        IEnumerable<Needle> all =
        [
            new(words, "UTF-8", utf8),
            new(words, "UTF-16LE", System.Text.Encoding.Unicode.GetBytes(words)),
            new(words, "UTF-16BE", System.Text.Encoding.BigEndianUnicode.GetBytes(words)),
            .. Enumerable.Range(0, 3).Select(shift => new Needle(words, $"base64+{shift}", System.Text.Encoding.ASCII.GetBytes(Base64(utf8, shift)))),
            new(words, "hex", System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8))),
            new(words, "HEX", System.Text.Encoding.ASCII.GetBytes(Convert.ToHexString(utf8))),
        ];
        return all.Where(n => n.Bytes.Length >= MinBytes).DistinctBy(n => Convert.ToHexString(n.Bytes));
    }

    /// <summary>The characters that depend on the words alone, when they begin at this offset of what is encoded.</summary>
    private static string Base64(byte[] utf8, int shift)
    {
        var text = new StringBuilder(Convert.ToBase64String([.. new byte[shift], .. utf8]).TrimEnd('='));
        var head = shift == 0 ? 0 : shift + 1;
        var tail = (shift + utf8.Length) % 3 == 0 ? 0 : 1;
        return text.ToString(head, text.Length - head - tail);
    }
}
