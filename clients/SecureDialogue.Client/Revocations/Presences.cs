using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Revocations;

/// <summary>Notes who came into a channel and who went, by device.</summary>
internal static class Presences
{
    /// <summary>After a commit.</summary>
    internal static void Note(
        DeviceSession session, StoreWriter writer, ChannelId channel, UnixHour hour, IReadOnlyList<RosterLeaf> before, IReadOnlyList<RosterLeaf> after)
    {
        foreach (var credential in Without(after, before))
        {
            // Who comes back could read what was before, too.
            var from = Find(session, channel, credential.Device)?.From ?? hour.Value;
            Put(writer, channel, credential.Device, new StoredPresence(credential.Admission.Encode(), from, 0));
        }

        foreach (var credential in Without(before, after))
        {
            var from = Find(session, channel, credential.Device)?.From ?? 0;
            Put(writer, channel, credential.Device, new StoredPresence(credential.Admission.Encode(), from, hour.Value));
        }
    }

    /// <summary>On entering: everybody was there before, and since when stays as it was noted before a renewal of this device.</summary>
    internal static void NoteAll(DeviceSession session, StoreWriter writer, ChannelId channel, UnixHour hour, IReadOnlyList<RosterLeaf> roster)
    {
        foreach (var credential in roster.Select(member => member.Credential))
        {
            var from = Find(session, channel, credential.Device)?.From ?? 0;
            Put(writer, channel, credential.Device, new StoredPresence(credential.Admission.Encode(), from, 0));
        }

        foreach (var gone in All(session, channel).Where(one => one.Until == 0))
        {
            var device = SignedCodec.DecodeCoSigned<Admission>(gone.Admission).Body.Device;
            if (roster.All(member => member.Credential.Device != device))
            {
                Put(writer, channel, device, gone with { Until = hour.Value });
            }
        }
    }

    /// <summary>Everybody who stood in a channel while this device did.</summary>
    internal static IReadOnlyList<StoredPresence> All(DeviceSession session, ChannelId channel) =>
        [.. session.Store.List(Bucket.Presences(channel)).Select(entry => LocalRecord.Decode<StoredPresence>(entry.Value.ToArray()))];

    private static StoredPresence? Find(DeviceSession session, ChannelId channel, DeviceKey device) =>
        session.Store.Get(Bucket.Presences(channel), device.Value.Span) is { } bytes ? LocalRecord.Decode<StoredPresence>(bytes) : null;

    private static void Put(StoreWriter writer, ChannelId channel, DeviceKey device, StoredPresence presence) =>
        LocalRecord.Put(writer, Bucket.Presences(channel), device.Value.Span, presence);

    private static IEnumerable<DeviceCredential> Without(IReadOnlyList<RosterLeaf> these, IReadOnlyList<RosterLeaf> those) =>
        these.Select(member => member.Credential).Where(one => those.All(other => other.Credential.Device != one.Device));
}
