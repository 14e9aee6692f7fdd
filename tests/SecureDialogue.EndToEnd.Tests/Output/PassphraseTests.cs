using System.Text;
using SecureDialogue.Cli;

namespace SecureDialogue.EndToEnd.Tests.Output;

public sealed class PassphraseTests
{
    [Fact]
    public void Composed_and_decomposed_letters_are_one_passphrase()
    {
        var composed = Passphrase.Encode("caf\u00e9 au lait");
        var decomposed = Passphrase.Encode("cafe\u0301 au lait");

        Assert.Equal(composed, decomposed);
        Assert.Equal("café au lait", Encoding.UTF8.GetString(composed));
    }

    [Fact]
    public void Half_a_character_is_refused() => Assert.Throws<UsageException>(() => Passphrase.Encode("a\uD800"));
}
