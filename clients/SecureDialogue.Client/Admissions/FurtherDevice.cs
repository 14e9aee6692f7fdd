using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Revocations;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Admissions;

/// <summary>The admission of a further or returning device: the earlier one's person, side, roles and limits, and no longer than it.</summary>
internal static class FurtherDevice
{
    /// <summary>What the device rule's signers are asked to sign.</summary>
    /// <exception cref="DialogueException">The device cannot be admitted on this link.</exception>
    internal static Admission Of(DeviceSession session, StoredInvitation link, JoinRequest request, AdmissionTerms terms)
    {
        var earlier = SignedCodec.DecodeCoSigned<Admission>(link.Earlier);
        if (!NameRules.AreSame(request.Name, link.Name ?? string.Empty))
        {
            throw new DialogueException(
                DialogueError.BadInput, $"the new device asks under another name than {link.Name}", "decline the request, and let the person ask again under the same name");
        }

        RequireNotCut(session, earlier, link.Name ?? string.Empty);
        if (earlier.Body.NotAfter <= session.Now)
        {
            throw new DialogueException(
                DialogueError.NotAllowed, $"the admission of {link.Name} has expired", "invite the person anew: whoever comes with a longer time needs the admission rule");
        }

        if (!link.AfterCut && new KnownCuts(session).Covers(earlier, default))
        {
            // A07: whoever has the person's things may have the link, too.
            throw new DialogueException(
                DialogueError.NotAllowed, $"{link.Name} was cut off after this link was made", "decline the request; for a return make a new link: 'dialogue device invite'");
        }

        return earlier.Body with
        {
            Charter = session.Charters!.HeadId,
            Device = request.Device,
            NotBefore = session.Now.Plus(terms.WindowHours ?? 0),
            NotAfter = Earliest(earlier.Body.NotAfter, terms.End(session.Now)),
            Earlier = earlier,
        };
    }

    /// <summary>Whoever was cut off with all devices comes back as anybody comes in.</summary>
    /// <exception cref="DialogueException">The person was.</exception>
    internal static void RequireNotCut(DeviceSession session, CoSigned<Admission> earlier, string name)
    {
        if (new KnownCuts(session).CoversPersonOf(earlier))
        {
            throw new DialogueException(
                DialogueError.NotAllowed, $"{name} was cut off with all devices: a further device cannot be admitted", "invite the person anew: 'dialogue invite'");
        }
    }

    private static UnixHour Earliest(UnixHour one, UnixHour other) => one < other ? one : other;
}
