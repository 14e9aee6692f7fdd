using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Admissions;

/// <summary>The revocations that this device read in any of its channels: whoever is cut off there is not brought in elsewhere or supplied.</summary>
internal static class KnownRevocations
{
    /// <summary>Whether one of them covers an admission.</summary>
    internal static bool Cover(DeviceSession session, CoSigned<Admission> admission) => new ChannelShelf(session).All()
        .SelectMany(state => state.Revocations)
        .Any(bytes => SignedCodec.DecodeCoSigned<Revocation>(bytes).Body.Covers(admission.Body));
}
