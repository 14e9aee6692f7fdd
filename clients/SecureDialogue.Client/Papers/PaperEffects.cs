using SecureDialogue.Client.Revocations;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>Where the effect of each kind of paper is found.</summary>
internal static class PaperEffects
{
    /// <summary>The effect of a kind; null for a kind that this version does not take.</summary>
    internal static IPaperEffect? Find(DeviceSession session, PaperKind kind) => kind switch
    {
        PaperKind.Charter => new CharterEffect(session),
        PaperKind.Admission => new AdmissionEffect(session),
        PaperKind.RemovalOrder => new RemovalEffect(session),
        PaperKind.Revocation => new RevocationEffect(session),
        _ => null,
    };
}
