using System.Security.Cryptography;

namespace SecureDialogue.Client.Trust;

/// <summary>
/// The 40 digits that all signers of a Charter compare before they sign: as <see cref="Digits"/>, the first and the second 66 bits of
/// <c>SHA-256("SecureDialogue charter digits" || 0x00 || hash of the version)</c>. No nonce of another goes into them, so that who
/// writes the Charter could search for two versions with the same 66 bits; with 132 that takes some 2^66 tries.
/// </summary>
public static class CharterDigits
{
    /// <summary>Computes the digits of one version of a Charter.</summary>
    /// <param name="charter">The version's hash.</param>
    /// <returns>Ten groups of four, always in this order from left to right.</returns>
    public static IReadOnlyList<string> Compute(ObjectHash charter) =>
        Digits.OfAll(SHA256.HashData(SigningLabels.Frame(SigningLabels.CharterDigits, charter.Value.Span)));
}
