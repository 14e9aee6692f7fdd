namespace SecureDialogue.Sodium.Tests;

public sealed class Ed25519Tests
{
    private static readonly byte[] Seed = Convert.FromHexString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    [Fact]
    public void The_empty_message_is_signed_as_in_RFC_8032()
    {
        var publicKey = Ed25519.PublicKey(Seed);
        var signature = Ed25519.Sign(Seed, []);

        Assert.Equal("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", Convert.ToHexStringLower(publicKey));
        Assert.Equal(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            Convert.ToHexStringLower(signature));
        Assert.True(Ed25519.Verify(publicKey, [], signature));
    }

    [Fact]
    public void An_expanded_key_signs_as_its_seed_does()
    {
        var expanded = new byte[Ed25519.ExpandedBytes];
        Ed25519.Expand(Seed, expanded);

        Assert.Equal(Ed25519.Sign(Seed, "message"u8), Ed25519.SignExpanded(expanded, "message"u8));
        Assert.Throws<ArgumentException>(() => Ed25519.Expand(Seed, new byte[63]));
        Assert.Throws<ArgumentException>(() => Ed25519.SignExpanded(Seed, []));
    }

    [Fact]
    public void A_changed_message_signature_or_key_is_not_valid()
    {
        var publicKey = Ed25519.PublicKey(Seed);
        var signature = Ed25519.Sign(Seed, "message"u8);
        Assert.True(Ed25519.Verify(publicKey, "message"u8, signature));

        Assert.False(Ed25519.Verify(publicKey, "massage"u8, signature));
        Assert.False(Ed25519.Verify(Ed25519.PublicKey(new byte[32]), "message"u8, signature));
        signature[5] ^= 1;
        Assert.False(Ed25519.Verify(publicKey, "message"u8, signature));
    }

    [Fact]
    public void Keys_and_signatures_of_another_length_are_not_valid()
    {
        var publicKey = Ed25519.PublicKey(Seed);

        Assert.False(Ed25519.Verify(publicKey, [], new byte[63]));
        Assert.False(Ed25519.Verify(publicKey.AsSpan(1), [], new byte[64]));
        Assert.False(Ed25519.Verify(new byte[32], [], new byte[64]));
        Assert.Throws<ArgumentException>(() => Ed25519.Sign(new byte[64], []));
    }
}
