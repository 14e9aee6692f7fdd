using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Sodium;

namespace SecureDialogue.Client.Trust;

/// <summary>
/// Key packages as they lie at the relay: <c>nonce || XChaCha20-Poly1305(package key, nonce, label || 0x00 || mailbox id, padded package)</c>.
/// </summary>
public static class SealedPackage
{
    /// <summary>Seals a key package for one's own mailbox.</summary>
    /// <param name="keyPackage">The encoded MLS key package.</param>
    /// <param name="card">The mailbox's card.</param>
    public static byte[] Seal(ReadOnlySpan<byte> keyPackage, MailboxCard card)
    {
        var nonce = RandomNumberGenerator.GetBytes(XChaCha20Poly1305.NonceBytes);
        return [.. nonce, .. XChaCha20Poly1305.Seal(card.PackageKey.Span, nonce, AssociatedData(card), SizeClasses.Pad(keyPackage))];
    }

    /// <summary>Opens a key package fetched from somebody's mailbox.</summary>
    /// <param name="bytes">What the relay gave.</param>
    /// <param name="card">The card of that mailbox.</param>
    /// <exception cref="MalformedObjectException">It was not sealed under this card.</exception>
    public static byte[] Open(ReadOnlySpan<byte> bytes, MailboxCard card)
    {
        TrustFields.Require(bytes.Length > XChaCha20Poly1305.NonceBytes, "a sealed package is too short");
        var nonce = bytes[..XChaCha20Poly1305.NonceBytes];
        return XChaCha20Poly1305.TryOpen(card.PackageKey.Span, nonce, AssociatedData(card), bytes[nonce.Length..], out var padded)
            ? SizeClasses.Unpad(padded)
            : throw new MalformedObjectException("a sealed package does not open");
    }

    private static byte[] AssociatedData(MailboxCard card) => SigningLabels.Frame(SigningLabels.KeyPackage, card.Mailbox.Span);
}
