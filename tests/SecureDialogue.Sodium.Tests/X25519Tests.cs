using System.Security.Cryptography;

namespace SecureDialogue.Sodium.Tests;

public sealed class X25519Tests
{
    [Fact]
    public void A_shared_secret_is_that_of_RFC_7748()
    {
        var privateKey = Convert.FromHexString("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4");
        var publicKey = Convert.FromHexString("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c");
        var shared = new byte[32];

        Assert.True(X25519.TryAgree(privateKey, publicKey, shared));

        Assert.Equal("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552", Convert.ToHexStringLower(shared));
    }

    [Fact]
    public void Two_sides_agree()
    {
        var (alice, bob) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
        var (first, second) = (new byte[32], new byte[32]);

        Assert.True(X25519.TryAgree(alice, X25519.PublicKey(bob), first));
        Assert.True(X25519.TryAgree(bob, X25519.PublicKey(alice), second));

        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")]
    [InlineData("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157")]
    [InlineData("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    public void Points_of_low_order_and_other_lengths_give_nothing(string point)
    {
        byte[] shared = [.. Enumerable.Repeat((byte)7, 32)];

        Assert.False(X25519.TryAgree(RandomNumberGenerator.GetBytes(32), Convert.FromHexString(point), shared));
        Assert.Equal(new byte[32], shared);
        Assert.False(X25519.TryAgree(new byte[32], new byte[31], shared));
        Assert.Throws<ArgumentException>(() => X25519.TryAgree(new byte[31], new byte[32], shared));
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")]
    [InlineData("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157")]
    [InlineData("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    public void A_point_is_of_low_order_where_it_gives_nothing_and_nowhere_near(string point)
    {
        var low = Convert.FromHexString(point);
        Assert.True(X25519.IsLowOrder(low) && GivesNothing(low));

        for (var bit = 0; bit < 256; bit++)
        {
            var near = low.ToArray();
            near[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(GivesNothing(near), X25519.IsLowOrder(near));
        }
    }

    [Fact]
    public void A_key_of_somebody_is_not_of_low_order()
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.False(X25519.IsLowOrder(X25519.PublicKey(RandomNumberGenerator.GetBytes(32))));
        }

        for (var above = 0xed; above <= 0xff; above++)
        {
            byte[] beyondThePrime = [(byte)above, .. Enumerable.Repeat((byte)0xff, 30), 0x7f];
            Assert.Equal(GivesNothing(beyondThePrime), X25519.IsLowOrder(beyondThePrime));
        }

        Assert.Throws<ArgumentException>(() => X25519.IsLowOrder(new byte[31]));
    }

    private static bool GivesNothing(byte[] point) => !X25519.TryAgree(RandomNumberGenerator.GetBytes(32), point, new byte[32]);
}
