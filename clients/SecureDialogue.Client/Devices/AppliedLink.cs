using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Devices;

/// <summary>
/// What an applicant needs of the link it applies with. An invitation makes a new person and a device link a further device of one who
/// is in; which of the two it is stays with the application, so that the answer to one never counts for the other.
/// </summary>
/// <param name="IsForDevice">Whether it is a device link.</param>
/// <param name="Id">SHA-256 of the link's body.</param>
/// <param name="Relay">Where the relay is.</param>
/// <param name="RelayId">The relay's own id.</param>
/// <param name="Dialogue">The dialogue.</param>
/// <param name="Charter">The version that was in force.</param>
/// <param name="Inviter">Who made it.</param>
/// <param name="Card">The inviter's mailbox.</param>
/// <param name="Secret">32 bytes used once.</param>
/// <param name="Pass">For the new mailbox.</param>
/// <param name="CloseTokenHash">For the new mailbox's row.</param>
/// <param name="ExpiresAt">The first hour at which it is void.</param>
internal sealed record AppliedLink(
    bool IsForDevice,
    ObjectHash Id,
    RelayAddress Relay,
    Opaque RelayId,
    DialogueId Dialogue,
    ObjectHash Charter,
    DeviceKey Inviter,
    MailboxCard Card,
    SecretBytes Secret,
    SecretBytes Pass,
    Opaque CloseTokenHash,
    UnixHour ExpiresAt)
{
    /// <summary>Reads an invitation.</summary>
    /// <exception cref="MalformedObjectException">It is none.</exception>
    internal static AppliedLink ParseInvitation(string link)
    {
        var read = Invitation.ParseLink(link);
        return new AppliedLink(
            false, read.Id, read.Relay, read.RelayId, read.Dialogue, read.Charter, read.Inviter, read.Card, read.Secret, read.Pass, read.CloseTokenHash, read.ExpiresAt);
    }

    /// <summary>Reads a device link.</summary>
    /// <exception cref="MalformedObjectException">It is none.</exception>
    internal static AppliedLink ParseDeviceLink(string link)
    {
        var read = DeviceLink.ParseLink(link);
        return new AppliedLink(
            true, read.Id, read.Relay, read.RelayId, read.Dialogue, read.Charter, read.Inviter, read.Card, read.Secret, read.Pass, read.CloseTokenHash, read.ExpiresAt);
    }

    /// <summary>Reads the link of an application, which is of the type it was taken as.</summary>
    internal static AppliedLink Of(Application application) =>
        application.IsForDevice ? ParseDeviceLink(application.Link) : ParseInvitation(application.Link);
}
