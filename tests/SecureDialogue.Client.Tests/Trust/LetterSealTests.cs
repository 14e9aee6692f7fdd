using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;
using SecureDialogue.Mls;
using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Client.Tests.Trust;

public sealed class LetterSealTests : IDisposable
{
    private readonly HpkeKeyPair _keys = HpkeKeyPair.DeriveFrom(LetterSeal.Suite, World.Seed(0x68));
    private readonly Letter _letter = Samples.Letter;

    public void Dispose() => _keys.Dispose();

    [Fact]
    public void A_letter_opens_in_the_mailbox_it_is_for_and_in_no_other()
    {
        var bytes = Seal(_letter);

        Assert.Equal(_letter.Encode(), LetterSeal.Open(bytes, _letter.Mailbox, _keys).Encode());
        Assert.Throws<MalformedObjectException>(() => LetterSeal.Open(bytes, World.Bytes(0x55, 16), _keys));
        using var others = HpkeKeyPair.DeriveFrom(LetterSeal.Suite, World.Seed(0x69));
        Assert.Throws<MalformedObjectException>(() => LetterSeal.Open(bytes, _letter.Mailbox, others));
    }

    [Fact]
    public void A16_a_recipient_cannot_send_a_letter_on_to_another_mailbox()
    {
        var other = World.Bytes(0x55, 16);
        var sentOn = SealRaw(_letter.Sign(World.Seed(3)).Encode(), other);
        var own = Seal(_letter with { Mailbox = other });

        Assert.Throws<MalformedObjectException>(() => LetterSeal.Open(sentOn, other, _keys));
        Assert.NotNull(LetterSeal.Open(own, other, _keys));
    }

    [Fact]
    public void A_letter_with_a_false_signature_or_somebody_elses_admission_is_refused()
    {
        var forged = SealRaw(_letter.Sign(World.Seed(World.Stranger)).Encode(), _letter.Mailbox);
        var borrowed = Seal(_letter with { SenderAdmission = Samples.SignedAdmission });
        var own = Seal(_letter with { SenderAdmission = World.Solo().Admit(3, null, Roles.Facilitator) });

        Assert.Throws<MalformedObjectException>(() => LetterSeal.Open(forged, _letter.Mailbox, _keys));
        Assert.Throws<MalformedObjectException>(() => LetterSeal.Open(borrowed, _letter.Mailbox, _keys));
        Assert.NotNull(LetterSeal.Open(own, _letter.Mailbox, _keys).SenderAdmission);
        Assert.Throws<ArgumentException>(() => LetterSeal.Seal(_letter, World.Seed(World.Stranger), _keys.PublicKey.Span));
    }

    [Fact]
    public void Any_changed_byte_of_a_letter_and_any_cut_is_refused()
    {
        var bytes = Seal(_letter);

        for (var i = 0; i < bytes.Length; i += 7)
        {
            byte[] changed = [.. bytes];
            changed[i] ^= 1;
            Assert.Throws<MalformedObjectException>(() => LetterSeal.Open(changed, _letter.Mailbox, _keys));
            Assert.Throws<MalformedObjectException>(() => LetterSeal.Open(bytes.AsSpan(0, i), _letter.Mailbox, _keys));
        }

        Assert.NotNull(LetterSeal.Open(bytes, _letter.Mailbox, _keys));
    }

    [Fact]
    public void E05_letters_of_like_length_have_one_size()
    {
        var shorter = Seal(_letter with { Body = World.Bytes(1, 10) });
        var longer = Seal(_letter with { Body = World.Bytes(1, 40) });

        Assert.Equal(shorter.Length, longer.Length);
        Assert.Equal(32 + 256 + 16, shorter.Length);
    }

    [Fact]
    public void A_card_whose_key_is_no_key_is_the_senders_to_refuse() =>
        Assert.Throws<MlsException>(() => LetterSeal.Seal(_letter, World.Seed(3), new byte[32]));

    [Fact]
    public void A_sealed_package_opens_under_its_own_card_only()
    {
        var card = World.Card(1);
        var bytes = SealedPackage.Seal([1, 2, 3], card);

        Assert.Equal([1, 2, 3], SealedPackage.Open(bytes, card));
        Assert.Equal(24 + 256 + 16, bytes.Length);
        Assert.Throws<MalformedObjectException>(() => SealedPackage.Open(bytes, World.Card(2)));
        Assert.Throws<MalformedObjectException>(() => SealedPackage.Open(bytes, card with { PackageKey = new SecretBytes(World.Bytes(1, 32).Span) }));
        Assert.Throws<MalformedObjectException>(() => SealedPackage.Open(bytes.AsSpan(0, 24), card));
        Assert.Throws<MalformedObjectException>(() => SealedPackage.Open(bytes.AsSpan(0, bytes.Length - 1), card));
    }

    private byte[] Seal(Letter letter) => LetterSeal.Seal(letter, World.Seed(3), _keys.PublicKey.Span);

    private byte[] SealRaw(byte[] signedLetter, Opaque mailbox)
    {
        var info = SigningLabels.Frame(SigningLabels.Letter, mailbox.Span);
        var sealedLetter = Hpke.Seal(LetterSeal.Suite, _keys.PublicKey.Span, info, [], SizeClasses.Pad(signedLetter));
        return [.. sealedLetter.KemOutput.Span, .. sealedLetter.Ciphertext.Span];
    }
}
