using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>What somebody needs to leave letters and fetch key packages at a mailbox. It travels only inside ciphertext.</summary>
/// <param name="Mailbox">The mailbox's id at the relay, 16 to 64 bytes.</param>
/// <param name="DropToken">32 bytes that let their holder drop and fetch.</param>
/// <param name="HpkeKey">The mailbox's HPKE public key.</param>
/// <param name="PackageKey">32 bytes under which its key packages are sealed.</param>
public sealed record MailboxCard(
    Opaque Mailbox,
    SecretBytes DropToken,
    Opaque HpkeKey,
    SecretBytes PackageKey) : IDialogueObject<MailboxCard>
{
    /// <inheritdoc />
    public static int MaxBytes => 512;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static MailboxCard Read(ObjectReader fields) =>
        new(fields.Bytes(1, 16, 64), fields.Secret(2, 32), fields.Bytes(3, 32, 133), fields.Secret(4, 32)) { Unknown = fields.Finish() };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Mailbox);
        fields.Bytes(2, DropToken.Span);
        fields.Bytes(3, HpkeKey);
        fields.Bytes(4, PackageKey.Span);
    }
}
