using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Channels;

/// <summary>Who vouched for a further or returning device, as every member reads it: "new device, verified by X and Y".</summary>
internal static class NewDevice
{
    /// <summary>The words; empty for a person's first device.</summary>
    /// <param name="credential">The device's.</param>
    /// <param name="roster">Those whose names are known.</param>
    /// <param name="charters">The Charter whose officers signed.</param>
    /// <param name="nameOf">A name for the admission of a member.</param>
    internal static string Words(DeviceCredential credential, IReadOnlyList<RosterLeaf> roster, CharterChain charters, Func<ObjectHash, string> nameOf)
    {
        if (credential.Admission.Body.Earlier is not { } earlier)
        {
            return string.Empty;
        }

        var names = credential.Admission.Signatures.Select(signature => Name(signature.Signer));
        return $"new device, verified by {string.Join(" and ", names)}";

        string Name(DeviceKey signer)
        {
            if (signer == earlier.Body.Device)
            {
                return "the person's other device";
            }

            return roster.FirstOrDefault(member => member.Credential.Device == signer) is { } member
                ? nameOf(member.Credential.Admission.Id)
                : Officer(charters.Find(credential.Admission.Body.Charter)?.FindOfficer(signer));
        }
    }

    private static string Officer(Officer? officer) => officer switch
    {
        { Party: { } party } => $"an officer of {party}",
        _ => "a neutral officer",
    };
}
