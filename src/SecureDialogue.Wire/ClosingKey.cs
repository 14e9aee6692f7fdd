using System.Security.Cryptography;
using System.Text;

namespace SecureDialogue.Wire;

/// <summary>
/// The closing key as people write it down: 32 bytes and the first 3 of their SHA-256, in the letters of RFC 4648 §6 (A-Z, 2-7), 56 of
/// them in groups of four. Reading forgives small letters, spaces, hyphens and line breaks.
/// </summary>
public static class ClosingKey
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int CheckBytes = 3;
    private const int LetterBits = 5;
    private const int TextLetters = (Limits.KeyBytes + CheckBytes) * 8 / LetterBits;
    private const int GroupLetters = 4;
    private const int LongestText = 1024;

    /// <summary>The words for paper.</summary>
    /// <param name="key">32 bytes.</param>
    public static string Format(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, Limits.KeyBytes);
        var bytes = (byte[])[.. key, .. SHA256.HashData(key)[..CheckBytes]];
        var text = new StringBuilder();
        for (var i = 0; i < TextLetters; i++)
        {
            if (i > 0 && i % GroupLetters == 0)
            {
                _ = text.Append(' ');
            }

            _ = text.Append(Letters[Five(bytes, i * LetterBits)]);
        }

        CryptographicOperations.ZeroMemory(bytes);
        return text.ToString();
    }

    /// <summary>The key that was written down, or null when it is none or a letter is wrong.</summary>
    /// <param name="text">What was typed.</param>
    public static byte[]? Parse(string text)
    {
        if (text.Length > LongestText)
        {
            return null;
        }

        var letters = text.Where(letter => !char.IsWhiteSpace(letter) && letter != '-').Select(letter => Letters.IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal)).ToArray();
        if (letters.Length != TextLetters || letters.Contains(-1))
        {
            return null;
        }

        var bytes = new byte[Limits.KeyBytes + CheckBytes];
        for (var bit = 0; bit < TextLetters * LetterBits; bit++)
        {
            var value = (letters[bit / LetterBits] >> (LetterBits - 1 - (bit % LetterBits))) & 1;
            bytes[bit / 8] |= (byte)(value << (7 - (bit % 8)));
        }

        var key = bytes[..Limits.KeyBytes];
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(key).AsSpan(0, CheckBytes), bytes.AsSpan(Limits.KeyBytes)) ? key : null;
    }

    private static int Five(byte[] bytes, int bit)
    {
        var value = 0;
        for (var i = bit; i < bit + LetterBits; i++)
        {
            value = (value << 1) | ((bytes[i / 8] >> (7 - (i % 8))) & 1);
        }

        return value;
    }
}
