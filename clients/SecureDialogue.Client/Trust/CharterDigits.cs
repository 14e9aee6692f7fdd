namespace SecureDialogue.Client.Trust;

/// <summary>
/// The 20 digits that all signers of a Charter compare before they sign: as <see cref="Digits"/>, of
/// <c>SHA-256("SecureDialogue charter digits" || 0x00 || hash of the version)</c>.
/// </summary>
public static class CharterDigits
{
    /// <summary>Computes the digits of one version of a Charter.</summary>
    /// <param name="charter">The version's hash.</param>
    /// <returns>Five groups of four, always in this order from left to right.</returns>
    public static IReadOnlyList<string> Compute(ObjectHash charter) =>
        Digits.Of(SigningLabels.CharterDigits, charter.Value.Span);
}
