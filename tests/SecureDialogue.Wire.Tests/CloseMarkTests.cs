using System.Security.Cryptography;

namespace SecureDialogue.Wire.Tests;

public sealed class CloseMarkTests
{
    [Fact]
    public void A_mark_and_the_words_of_its_key_are_the_golden_ones()
    {
        var marks = GoldenFile.Read("closeMarks")["closeMarks"]!.AsArray();
        foreach (var golden in marks)
        {
            var (key, mark) = (golden!["closingKey"].Hex(), golden["mark"].Hex());

            Assert.Equal(mark, CloseMark.Of(key, golden["tag"].Hex()));
            Assert.Equal(golden["text"]!.GetValue<string>(), ClosingKey.Format(key));
            Assert.Equal(key, ClosingKey.Parse(golden["text"]!.GetValue<string>()));
        }

        Assert.True(marks.Count >= 3);
    }

    [Fact]
    public void A_mark_is_of_the_key_that_made_it_and_of_no_other()
    {
        var (key, other) = (RandomNumberGenerator.GetBytes(Limits.KeyBytes), RandomNumberGenerator.GetBytes(Limits.KeyBytes));
        var mark = CloseMark.Draw(key);

        Assert.True(CloseMark.IsOf(key, mark));
        Assert.False(CloseMark.IsOf(other, mark));
        Assert.False(CloseMark.IsOf(key, mark.AsSpan(1)));
        for (var i = 0; i < mark.Length; i++)
        {
            var changed = (byte[])mark.Clone();
            changed[i] ^= 1;
            Assert.False(CloseMark.IsOf(key, changed));
        }

        Assert.NotEqual(mark, CloseMark.Draw(key));
    }

    [Fact]
    public void A_written_key_is_read_however_it_is_spaced_and_one_wrong_letter_is_noticed()
    {
        var key = RandomNumberGenerator.GetBytes(Limits.KeyBytes);
        var text = ClosingKey.Format(key);

        Assert.Equal(key, ClosingKey.Parse("  " + string.Concat(text.Select(letter => letter == ' ' ? '-' : char.ToLowerInvariant(letter))) + "\r\n"));
        Assert.Equal(key, ClosingKey.Parse(text.Replace(" ", "", StringComparison.Ordinal)));
        for (var i = 0; i < text.Length; i++)
        {
            var wrong = text[..i] + (text[i] == 'A' ? 'B' : 'A') + text[(i + 1)..];
            Assert.Null(ClosingKey.Parse(wrong));
        }

        Assert.Null(ClosingKey.Parse(text[..^1]));
        Assert.Null(ClosingKey.Parse(text + "A"));
        Assert.Null(ClosingKey.Parse(""));
        Assert.Null(ClosingKey.Parse(new string('A', 100_000)));
    }
}
