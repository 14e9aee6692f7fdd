using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Mls;
using SecureDialogue.Mls.Crypto;

namespace SecureDialogue.Client.Trust;

/// <summary>
/// Seals letters to one mailbox with HPKE: <c>enc || SealBase(pkR, label || 0x00 || mailbox id, "", padded letter)</c>, always with the
/// KEM, KDF and AEAD of suite 3, whatever suite the channels use.
/// </summary>
public static class LetterSeal
{
    /// <summary>The suite whose HPKE algorithms mailboxes use.</summary>
    public static CipherSuite Suite { get; } = CipherSuite.Get(CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519);

    /// <summary>Signs, pads and seals a letter.</summary>
    /// <param name="letter">The letter; its mailbox is the recipient's.</param>
    /// <param name="senderSeed">The 32-byte seed of the letter's sender.</param>
    /// <param name="recipientHpkeKey">The HPKE key on the recipient's card.</param>
    /// <exception cref="ArgumentException">The seed is not the sender's, or a value of the letter is out of its bounds.</exception>
    /// <exception cref="MlsException">The card's HPKE key is not a key.</exception>
    public static byte[] Seal(Letter letter, ReadOnlySpan<byte> senderSeed, ReadOnlySpan<byte> recipientHpkeKey)
    {
        var signed = letter.Sign(senderSeed);
        if (!signed.IsBy(letter.Sender))
        {
            throw new ArgumentException("A letter is signed by its sender.", nameof(senderSeed));
        }

        var sealedLetter = Hpke.Seal(Suite, recipientHpkeKey, Info(letter.Mailbox), [], SizeClasses.Pad(signed.Encode()));
        return [.. sealedLetter.KemOutput.Span, .. sealedLetter.Ciphertext.Span];
    }

    /// <summary>Opens a letter and checks that it is for this mailbox and signed by the sender it names.</summary>
    /// <param name="bytes">What lay in the mailbox.</param>
    /// <param name="mailbox">The mailbox's id.</param>
    /// <param name="keys">The mailbox's HPKE key pair.</param>
    /// <exception cref="MalformedObjectException">It does not open, is for another mailbox, or its signature or its sender's admission is not the sender's.</exception>
    public static Letter Open(ReadOnlySpan<byte> bytes, Opaque mailbox, HpkeKeyPair keys)
    {
        var padded = Decrypt(bytes, mailbox, keys);
        try
        {
            var signed = SignedCodec.DecodeSigned<Letter>(SizeClasses.Unpad(padded));
            var letter = signed.Body;
            TrustFields.Require(letter.Mailbox == mailbox, "a letter names another mailbox");
            TrustFields.Require(signed.IsBy(letter.Sender), "a letter is not signed by its sender");
            TrustFields.Require(
                letter.SenderAdmission is not { } admission || admission.Body.Device == letter.Sender, "a letter carries somebody else's admission");
            return letter;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(padded);
        }
    }

    private static byte[] Decrypt(ReadOnlySpan<byte> bytes, Opaque mailbox, HpkeKeyPair keys)
    {
        TrustFields.Require(bytes.Length > Suite.KemPublicKeyBytes, "a letter is too short");
        var sealedLetter = new HpkeCiphertext(bytes[..Suite.KemPublicKeyBytes].ToArray(), bytes[Suite.KemPublicKeyBytes..].ToArray());
        try
        {
            return Hpke.Open(Suite, keys, sealedLetter, Info(mailbox), []);
        }
        catch (MlsException refused)
        {
            throw new MalformedObjectException("a letter does not open", refused);
        }
    }

    private static byte[] Info(Opaque mailbox) => SigningLabels.Frame(SigningLabels.Letter, mailbox.Span);
}
