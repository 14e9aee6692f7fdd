using System.Text;

namespace SecureDialogue.Sodium.Tests;

public sealed class AeadTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0x80, 32).Select(i => (byte)i)];
    private static readonly byte[] Aad = Convert.FromHexString("50515253c0c1c2c3c4c5c6c7");
    private static readonly byte[] Nonce = Convert.FromHexString("070000004041424344454647");
    private static readonly byte[] LongNonce = [.. Enumerable.Range(0x40, 24).Select(i => (byte)i)];

    private static readonly byte[] Plaintext = Encoding.ASCII.GetBytes(
        "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.");

    [Fact]
    public void ChaCha20Poly1305_gives_the_bytes_of_RFC_8439()
    {
        var ciphertext = ChaCha20Poly1305.Seal(Key, Nonce, Aad, Plaintext);

        Assert.Equal("d31a8d34648e60db7b86afbc53ef7ec2", Convert.ToHexStringLower(ciphertext[..16]));
        Assert.Equal("1ae10b594f09e26a7e902ecbd0600691", Convert.ToHexStringLower(ciphertext[^16..]));
        Assert.True(ChaCha20Poly1305.TryOpen(Key, Nonce, Aad, ciphertext, out var opened));
        Assert.Equal(Plaintext, opened);
    }

    [Fact]
    public void XChaCha20Poly1305_gives_the_bytes_of_its_draft()
    {
        var ciphertext = XChaCha20Poly1305.Seal(Key, LongNonce, Aad, Plaintext);

        Assert.Equal("bd6d179d3e83d43b9576579493c0e939", Convert.ToHexStringLower(ciphertext[..16]));
        Assert.Equal("c0875924c1c7987947deafd8780acf49", Convert.ToHexStringLower(ciphertext[^16..]));
        Assert.True(XChaCha20Poly1305.TryOpen(Key, LongNonce, Aad, ciphertext, out var opened));
        Assert.Equal(Plaintext, opened);
    }

    [Fact]
    public void Nothing_opens_that_was_changed_anywhere()
    {
        var ciphertext = ChaCha20Poly1305.Seal(Key, Nonce, Aad, Plaintext);
        for (var i = 0; i < ciphertext.Length; i++)
        {
            ciphertext[i] ^= 1;
            Assert.False(ChaCha20Poly1305.TryOpen(Key, Nonce, Aad, ciphertext, out var opened));
            Assert.Empty(opened);
            ciphertext[i] ^= 1;
        }

        Assert.False(ChaCha20Poly1305.TryOpen(Key, Nonce, [], ciphertext, out _));
        Assert.False(ChaCha20Poly1305.TryOpen(Key, new byte[12], Aad, ciphertext, out _));
        Assert.False(ChaCha20Poly1305.TryOpen(new byte[32], Nonce, Aad, ciphertext, out _));
        Assert.False(XChaCha20Poly1305.TryOpen(Key, LongNonce, Aad, ciphertext, out _));
    }

    [Fact]
    public void Nothing_opens_that_is_shorter_than_a_tag()
    {
        for (var length = 0; length < 16; length++)
        {
            Assert.False(ChaCha20Poly1305.TryOpen(Key, Nonce, Aad, new byte[length], out _));
            Assert.False(XChaCha20Poly1305.TryOpen(Key, LongNonce, Aad, new byte[length], out _));
        }
    }

    [Fact]
    public void Nothing_is_sealed_too()
    {
        Assert.True(ChaCha20Poly1305.TryOpen(Key, Nonce, [], ChaCha20Poly1305.Seal(Key, Nonce, [], []), out var opened));
        Assert.Empty(opened);
    }

    [Fact]
    public void Keys_and_nonces_of_another_length_are_the_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => ChaCha20Poly1305.Seal(new byte[31], Nonce, [], []));
        Assert.Throws<ArgumentException>(() => ChaCha20Poly1305.Seal(Key, new byte[24], [], []));
        Assert.Throws<ArgumentException>(() => XChaCha20Poly1305.Seal(Key, Nonce, [], []));
        Assert.Throws<ArgumentException>(() => XChaCha20Poly1305.TryOpen(Key, Nonce, [], new byte[16], out _));
    }
}
