using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Admissions;

/// <summary>A device that this one met in a channel or admitted, with the name that goes with it.</summary>
/// <param name="Name">The newest name; empty while no profile has arrived.</param>
/// <param name="Admission">The admission.</param>
/// <param name="Card">Its mailbox; null while no profile has arrived.</param>
internal sealed record NamedDevice(string Name, CoSigned<Admission> Admission, MailboxCard? Card)
{
    internal DeviceKey Device => Admission.Body.Device;

    internal PersonTag Person => Admission.Body.Person;
}
