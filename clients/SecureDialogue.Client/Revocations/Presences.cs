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
            Put(writer, channel, credential, new StoredPresence(credential.Admission.Encode(), from, 0));
        }

        foreach (var credential in Without(before, after))
        {
            var from = Find(session, channel, credential.Device)?.From ?? 0;
            Put(writer, channel, credential, new StoredPresence(credential.Admission.Encode(), from, hour.Value));
        }
    }

    /// <summary>On entering: everybody was there before.</summary>
    internal static void NoteAll(StoreWriter writer, ChannelId channel, IReadOnlyList<RosterLeaf> roster)
    {
        foreach (var credential in roster.Select(member => member.Credential))
        {
            Put(writer, channel, credential, new StoredPresence(credential.Admission.Encode(), 0, 0));
        }
    }

    /// <summary>Everybody who stood in a channel while this device did.</summary>
    internal static IReadOnlyList<StoredPresence> All(DeviceSession session, ChannelId channel) =>
        [.. session.Store.List(Bucket.Presences(channel)).Select(entry => LocalRecord.Decode<StoredPresence>(entry.Value.ToArray()))];

    private static StoredPresence? Find(DeviceSession session, ChannelId channel, DeviceKey device) =>
        session.Store.Get(Bucket.Presences(channel), device.Value.Span) is { } bytes ? LocalRecord.Decode<StoredPresence>(bytes) : null;

    private static void Put(StoreWriter writer, ChannelId channel, DeviceCredential credential, StoredPresence presence) =>
        LocalRecord.Put(writer, Bucket.Presences(channel), credential.Device.Value.Span, presence);

    private static IEnumerable<DeviceCredential> Without(IReadOnlyList<RosterLeaf> these, IReadOnlyList<RosterLeaf> those) =>
        these.Select(member => member.Credential).Where(one => those.All(other => other.Credential.Device != one.Device));
}
