using System.Buffers.Binary;
using SecureDialogue.Client.Trust;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Channels;

/// <summary>
/// What a device shows the relay while it is here: <c>MLS-Exporter("SecureDialogue presence", leaf index (u32), 16)</c>. All members of
/// the epoch know it for every leaf, so that any of them could show it; nobody else can tell whose it is or what it is in the next epoch.
/// </summary>
internal static class PresenceHandle
{
    internal static byte[] Of(MlsGroup group, uint leaf)
    {
        Span<byte> context = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(context, leaf);
        return group.Export(SigningLabels.Presence, context, Limits.HandleBytes);
    }
}
