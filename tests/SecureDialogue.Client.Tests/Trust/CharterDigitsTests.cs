using System.Security.Cryptography;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Trust;

public sealed class CharterDigitsTests
{
    // The expected digits were computed by another program from the formula in docs/protocol.md.
    [Fact]
    public void Forty_digits_in_ten_groups_follow_from_the_hash_of_a_charter()
    {
        var digits = CharterDigits.Compute(new(World.Bytes(2, 32)));

        Assert.Equal(["5913", "2880", "8120", "1777", "4250", "4240", "0870", "1862", "5055", "1064"], Golden.Of("trust", "charterDigits.json", () => digits));
        Assert.Equal(digits, CharterDigits.Compute(new(World.Bytes(2, 32))));
    }

    [Fact]
    public void Another_charter_has_other_digits_and_the_same_hash_has_others_as_a_request()
    {
        var digits = CharterDigits.Compute(new(World.Bytes(2, 32)));

        Assert.NotEqual(digits, CharterDigits.Compute(new(World.Bytes(3, 32))));
        Assert.NotEqual(digits, Under(SigningLabels.Digits));
        Assert.Equal(digits, Under(SigningLabels.CharterDigits));

        static IReadOnlyList<string> Under(string label) => Digits.OfAll(SHA256.HashData(SigningLabels.Frame(label, World.Bytes(2, 32).Span)));
    }
}
