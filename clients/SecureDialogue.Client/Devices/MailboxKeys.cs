using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Devices;

/// <summary>The own mailbox: what opens it, and what others need to drop into it.</summary>
/// <param name="Id">16 bytes.</param>
/// <param name="OwnerSeed">32 bytes, Ed25519.</param>
/// <param name="DropToken">32 bytes.</param>
/// <param name="HpkePrivateKey">32 bytes, X25519.</param>
/// <param name="HpkePublicKey">32 bytes.</param>
/// <param name="PackageKey">32 bytes.</param>
/// <param name="Pass">32 bytes, spent on creating it.</param>
/// <param name="CloseMark">32 bytes.</param>
internal sealed record MailboxKeys(
    byte[] Id,
    byte[] OwnerSeed,
    byte[] DropToken,
    byte[] HpkePrivateKey,
    byte[] HpkePublicKey,
    byte[] PackageKey,
    byte[] Pass,
    byte[] CloseMark)
{
    internal MailboxId Mailbox => OpaqueId.Read<MailboxId>(Id);

    internal MailboxCard Card => new(new Opaque(Id), new SecretBytes(DropToken), new Opaque(HpkePublicKey), new SecretBytes(PackageKey));
}
