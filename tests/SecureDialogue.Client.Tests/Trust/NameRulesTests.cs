using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Trust;

public sealed class NameRulesTests
{
    [Theory]
    [InlineData("Marek")]
    [InlineData("داليا")]
    [InlineData("Ségolène O'Neill-2")]
    [InlineData("می\u200cخواهم")]
    [InlineData("李明")]
    public void A_name_in_any_script_can_be_used(string name) => Assert.Equal(NameRefusal.None, NameRules.Check(name));

    [Theory]
    [InlineData("", NameRefusal.Blank)]
    [InlineData(" ", NameRefusal.Blank)]
    [InlineData(" Marek", NameRefusal.Blank)]
    [InlineData("\u200d", NameRefusal.Blank)]
    [InlineData("Mar\u202eek", NameRefusal.InvisibleCharacter)]
    [InlineData("Mar\u2066ek", NameRefusal.InvisibleCharacter)]
    [InlineData("Mar\u200bek", NameRefusal.InvisibleCharacter)]
    [InlineData("Mar\u0007ek", NameRefusal.InvisibleCharacter)]
    [InlineData("Mar\nek", NameRefusal.InvisibleCharacter)]
    [InlineData("Mar\ue000ek", NameRefusal.InvisibleCharacter)]
    [InlineData("Mar\ufffeek", NameRefusal.InvisibleCharacter)]
    [InlineData("Se\u0301golene", NameRefusal.NotNormalized)]
    public void A_name_that_hides_something_is_refused(string name, NameRefusal refusal) => Assert.Equal(refusal, NameRules.Check(name));

    [Fact]
    public void A_name_has_64_characters_at_most_however_wide()
    {
        var wide = string.Concat(Enumerable.Repeat("😀", NameRules.MaxCharacters));

        Assert.Equal(NameRefusal.None, NameRules.Check(wide));
        Assert.Equal(NameRefusal.TooLong, NameRules.Check(wide + "😀"));
    }

    [Theory]
    [InlineData("Marek", "MAREK")]
    [InlineData("Marek", "Ｍａｒｅｋ")]
    [InlineData("Anna Maria", "anna  maria")]
    [InlineData("Σίσυφος", "ΣΊΣΥΦΟΣ")]
    [InlineData("می\u200cخواهم", "میخواهم")]
    public void A10_two_spellings_of_one_name_are_one_name(string left, string right)
    {
        Assert.True(NameRules.AreSame(left, right));
        Assert.Equal(NameRefusal.Taken, NameRules.Check(right.Normalize(), [left]));
        Assert.Equal(NameRefusal.None, NameRules.Check(right.Normalize(), ["Somebody else"]));
    }

    [Theory]
    [InlineData("Marek", "Маrek")]
    [InlineData("Marek", "Márek")]
    [InlineData("Leo", "Le0")]
    [InlineData("Oskar", "Οskar")]
    [InlineData("على", "علي")]
    [InlineData("كريم", "کریم")]
    [InlineData("Anna Maria", "AnnaMaria")]
    public void A10_names_that_look_alike_are_flagged_and_not_refused(string left, string right)
    {
        Assert.True(NameRules.LookAlike(left, right));
        Assert.Equal(NameRefusal.None, NameRules.Check(right, [left]));
        Assert.False(NameRules.LookAlike(left, left));
        Assert.False(NameRules.LookAlike("Marek", "Dalia"));
    }
}
