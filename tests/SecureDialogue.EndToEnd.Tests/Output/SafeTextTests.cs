using SecureDialogue.Cli;

namespace SecureDialogue.EndToEnd.Tests.Output;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("plain", "\u2068plain\u2069")]
    [InlineData("صباح الخير", "\u2068صباح الخير\u2069")]
    [InlineData("red \e[31m now", "\u2068red \uFFFD[31m now\u2069")]
    [InlineData("c1 \u009b2J bell \a del \u007f", "\u2068c1 \uFFFD2J bell \uFFFD del \uFFFD\u2069")]
    [InlineData("two\nlines\r\nand\u2028more", "\u2068two lines and more\u2069")]
    [InlineData("closes\u2069 early", "\u2068closes early\u2069")]
    [InlineData("stays \u2067open", "\u2068stays \u2067open\u2069\u2069")]
    [InlineData("over\u202Eride\u202D", "\u2068override\u2069")]
    [InlineData("tab\there", "\u2068tab here\u2069")]
    public void A_line_is_isolated_and_has_no_control_characters(string text, string shown) =>
        Assert.Equal(shown, SafeText.Line(text));

    [Fact]
    public void A_second_line_cannot_pass_for_a_line_of_the_program()
    {
        var shown = SafeText.Block("yes\n[14] 2026-01-01 10:00 Marek: I agree");

        Assert.Equal("\u2068yes\u2069\n    \u2068[14] 2026-01-01 10:00 Marek: I agree\u2069", shown);
    }

    [Fact]
    public void A_half_of_a_character_becomes_the_replacement_character() =>
        Assert.Equal("\u2068a\uFFFDb\u2069", SafeText.Line("a\uD800b"));

    [Fact]
    public void Digits_run_from_left_to_right() =>
        Assert.Equal("\u20661234 5678\u2069", SafeText.LeftToRight("1234 5678"));
}
