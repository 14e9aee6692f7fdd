using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Cbor;

public sealed class StrictCborTests
{
    // {1: "hill", 2: "Hill"}
    private const string Right = "a2016468696c6c026448696c6c";

    [Theory]
    [InlineData("a0", "fields missing")]
    [InlineData("80", "an array")]
    [InlineData("", "nothing")]
    [InlineData("a2016468696c6c026448696c6c00", "a trailing byte")]
    [InlineData("a2026448696c6c016468696c6c", "wrong order")]
    [InlineData("a3016468696c6c016468696c6c026448696c6c", "a key twice")]
    [InlineData("bf016468696c6c026448696c6cff", "an indefinite map")]
    [InlineData("a2016468696c6c027f6448696c6cff", "an indefinite text")]
    [InlineData("a218016468696c6c026448696c6c", "a long key")]
    [InlineData("a201780468696c6c026448696c6c", "a long length")]
    [InlineData("b80201" + "6468696c6c026448696c6c", "a long map header")]
    [InlineData("a3016468696c6c026448696c6c0300", "an unknown key below 64")]
    [InlineData("a3016468696c6c026448696c6c183f00", "an unknown key 63")]
    [InlineData("a3016468696c6c026448696c6c19010000", "a key above 255")]
    [InlineData("a3016468696c6c026448696c6c2000", "a negative key")]
    [InlineData("a3016468696c6c026448696c6c614100", "a text key")]
    [InlineData("a3016468696c6c026448696c6c1840f6", "null")]
    [InlineData("a3016468696c6c026448696c6c1840f7", "undefined")]
    [InlineData("a3016468696c6c026448696c6c1840f93c00", "a float")]
    [InlineData("a3016468696c6c026448696c6c1840c100", "a tag")]
    [InlineData("a3016468696c6c026448696c6c1840e0", "a simple value")]
    [InlineData("a3016468696c6c026448696c6c184063" + "65cc81", "text that is not NFC")]
    [InlineData("a3016468696c6c026448696c6c184063" + "efbfbe", "text with U+FFFE, on which normalisation throws")]
    [InlineData("a3016468696c6c026448696c6c184062c328", "text that is not UTF-8")]
    [InlineData("a3016468696c6c026448696c6c1840818181818181818100", "nine deep")]
    [InlineData("a3016468696c6c026448696c6c18405b7fffffffffffffff", "a length beyond the end")]
    [InlineData("a3016468696c6c026448696c6c18409b7fffffffffffffff", "an array beyond the end")]
    [InlineData("a3016468696c6c026448696c6c18401800", "a number not in shortest form")]
    public void What_is_not_canonical_is_refused_and_its_right_twin_is_not(string hex, string why)
    {
        Assert.Equal("Hill", Party.Decode(Convert.FromHexString(Right)).Title);

        var refused = Assert.Throws<MalformedObjectException>(() => Party.Decode(Convert.FromHexString(hex)));

        Assert.DoesNotContain("Hill", refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(why);
    }

    [Theory]
    [InlineData("a3016468696c6c026448696c6c184000")]
    [InlineData("a4016468696c6c026448696c6c184020" + "18ff80")]
    [InlineData("a3016468696c6c026448696c6c184062c3a9")]
    [InlineData("a3016468696c6c026448696c6c1840f5")]
    [InlineData("a3016468696c6c026448696c6c18408181818181818100")]
    [InlineData("a3016468696c6c026448696c6c1840a1186301")]
    public void Fields_of_a_newer_version_are_kept_byte_for_byte(string hex)
    {
        var party = Party.Decode(Convert.FromHexString(hex));

        Assert.NotEmpty(party.Unknown);
        Assert.Equal(hex, Convert.ToHexStringLower(party.Encode()));
    }

    [Fact]
    public void An_object_longer_than_its_bound_is_refused_before_it_is_read()
    {
        byte[] padding = [0x58, 0xE0, .. new byte[0xE0]];
        byte[] fits = [0xA3, .. Convert.FromHexString(Right[2..]), 0x18, 0x40, .. padding];
        byte[] exceeds = [0xA4, .. fits[1..], 0x18, 0x41, .. padding];

        Assert.Single(Party.Decode(fits).Unknown);
        Assert.Throws<MalformedObjectException>(() => Party.Decode(exceeds));
    }

    [Fact]
    public void A_value_that_no_reader_accepts_is_not_written()
    {
        var code = PartyCode.Parse("hill");

        Assert.NotEmpty(new Party(code, "e\u0301".Normalize()).Encode());
        Assert.Throws<ArgumentException>(() => new Party(code, "e\u0301").Encode());
        Assert.Throws<ArgumentException>(() => new Party(code, "\ud800").Encode());
        Assert.Throws<ArgumentException>(() => new Party(code, string.Empty).Encode());
    }

    [Fact]
    public void Unicode_is_available_where_the_client_runs() => UnicodeSupport.EnsureAvailable();

    [Fact]
    public void Secrets_are_never_printed()
    {
        var card = new MailboxCard(new Opaque([1]), new SecretBytes([0xAB, 0xCD]), new Opaque([2]), new SecretBytes([0xAB, 0xCE]));

        Assert.Contains("(secret)", card.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("abc", card.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual(card.DropToken, card.PackageKey);
    }
}
