using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Mls.Tests.Validation;

/// <summary>Points, scalars and signatures of the NIST curves (RFC 9420 §5.1, RFC 9180 §7.1).</summary>
public sealed class NistCurveTests
{
    public static TheoryData<CipherSuiteId> Suites =>
        [CipherSuiteId.P256Aes128GcmSha256P256, CipherSuiteId.P384Aes256GcmSha384P384, CipherSuiteId.P521Aes256GcmSha512P521];

    [Theory]
    [MemberData(nameof(Suites))]
    public void A_public_key_is_an_uncompressed_point_of_the_curve(CipherSuiteId id)
    {
        var suite = CipherSuite.Get(id);
        using var pair = HpkeKeyPair.Generate(suite);
        var good = pair.PublicKey.ToArray();
        var ciphertext = Hpke.Seal(suite, good, [], [], [1]);
        Assert.Equal([1], Hpke.Open(suite, pair, ciphertext, [], []));

        byte[][] wrong = [[], good[..^1], [.. good, 0], [0], new byte[good.Length], Changed(good, 0, 0x02), Changed(good, 0, 0x00), Changed(good, ^1, (byte)(good[^1] ^ 1))];

        Assert.All(wrong, key => Assert.False(suite.Crypto.IsKemPublicKey(suite, key)));
        Assert.All(wrong, key => Refusal.Is(MlsError.PublicKeyInvalid, () => Hpke.Seal(suite, key, [], [], [1])));
        Assert.All(wrong, key => Refusal.Is(MlsError.PublicKeyInvalid, () => Hpke.Open(suite, pair, ciphertext with { KemOutput = key }, [], [])));
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public void A_coordinate_is_smaller_than_the_prime(CipherSuiteId id)
    {
        var suite = CipherSuite.Get(id);
        var curve = suite.Curve!;
        var tooLarge = Enumerable.Repeat((byte)0xff, curve.PublicKeyBytes).ToArray();
        tooLarge[0] = 4;

        Assert.False(curve.IsPoint(tooLarge));
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public void A_private_key_is_a_scalar_and_leading_zeros_may_be_left_out(CipherSuiteId id)
    {
        var suite = CipherSuite.Get(id);
        byte[] three = [.. new byte[suite.KemPrivateKeyBytes - 1], 3];

        Assert.Equal(HpkeKeyPair.FromPrivateKey(suite, three).PublicKey.ToArray(), HpkeKeyPair.FromPrivateKey(suite, [3]).PublicKey.ToArray());
        Assert.Equal(suite.SignaturePrivateKeyBytes, SignatureKeyPair.FromPrivateKey(suite, [3]).PrivateKey.Length);
        Assert.Throws<ArgumentException>(() => HpkeKeyPair.FromPrivateKey(suite, new byte[suite.KemPrivateKeyBytes]));
        Assert.Throws<ArgumentException>(() => HpkeKeyPair.FromPrivateKey(suite, new byte[suite.KemPrivateKeyBytes + 1]));
        Assert.Throws<ArgumentException>(() => SignatureKeyPair.FromPrivateKey(suite, Enumerable.Repeat((byte)0xff, suite.SignaturePrivateKeyBytes).ToArray()));
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public void A_signature_is_a_der_sequence_of_the_right_key(CipherSuiteId id)
    {
        var suite = CipherSuite.Get(id);
        using var key = SignatureKeyPair.Generate(suite);
        var message = "signed"u8.ToArray();
        var good = suite.Crypto.Sign(suite, key.PrivateKey.Bytes, message);

        Assert.Equal(0x30, good[0]);
        Assert.True(suite.Crypto.Verify(suite, key.PublicKey.Span, message, good));
        Assert.False(suite.Crypto.Verify(suite, key.PublicKey.Span, "other"u8, good));
        Assert.False(suite.Crypto.Verify(suite, key.PublicKey.Span[..^1], message, good));
        byte[][] wrong = [[], [0x30], good[..^1], [.. good, 0], new byte[2 * suite.SignaturePrivateKeyBytes], [0x30, 0x06, 2, 1, 0, 2, 1, 0], Changed(good, ^1, (byte)(good[^1] ^ 1))];
        Assert.All(wrong, signature => Assert.False(suite.Crypto.Verify(suite, key.PublicKey.Span, message, signature)));
    }

    private static byte[] Changed(byte[] bytes, Index place, byte value)
    {
        var changed = bytes.ToArray();
        changed[place] = value;
        return changed;
    }
}
