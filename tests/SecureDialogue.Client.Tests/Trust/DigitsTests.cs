using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Trust;

public sealed class DigitsTests
{
    private static readonly DialogueId Dialogue = new(World.Bytes(1, 32));
    private static readonly ObjectHash Request = new(World.Bytes(2, 32));

    // The expected digits were computed by another program from the formula in docs/protocol.md.
    [Fact]
    public void Twenty_digits_in_five_groups_follow_from_dialogue_request_and_nonce()
    {
        var digits = Digits.Compute(Dialogue, Request, World.Bytes(3, 32));

        Assert.Equal(["4520", "0467", "1391", "2436", "9603"], Golden.Of("trust", "digits.json", () => digits));
        Assert.Equal(digits, Digits.Compute(Dialogue, Request, World.Bytes(3, 32)));
    }

    [Fact]
    public void A05_another_request_nonce_or_dialogue_has_other_digits()
    {
        var digits = Digits.Compute(Dialogue, Request, World.Bytes(3, 32));

        Assert.NotEqual(digits, Digits.Compute(Dialogue, Request, World.Bytes(4, 32)));
        Assert.NotEqual(digits, Digits.Compute(Dialogue, new(World.Bytes(4, 32)), World.Bytes(3, 32)));
        Assert.NotEqual(digits, Digits.Compute(new(World.Bytes(4, 32)), Request, World.Bytes(3, 32)));
    }

    [Fact]
    public void No_digits_are_ever_missing()
    {
        var all = Enumerable.Range(0, 2000).Select(i => Digits.Compute(Dialogue, Request, new(BitConverter.GetBytes(i)))).ToArray();

        Assert.All(all, digits => Assert.True(digits.Count == 5 && digits.All(group => group.Length == 4 && group.All(char.IsAsciiDigit))));
        Assert.Contains(all, digits => digits[0][0] == '0');
        Assert.Contains(all, digits => digits[0][0] == '7');
        Assert.DoesNotContain(all, digits => digits[0][0] > '7');
        Assert.Equal(all.Length, all.Select(digits => string.Concat(digits)).Distinct().Count());
    }
}
