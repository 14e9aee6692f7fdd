using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Verification;

/// <summary>
/// Who was verified. A mark is of a person with a device key, so a swap for a fresh leaf leaves it; when the person comes with
/// another device key it is lost, and the alarm is kept in the same transaction.
/// </summary>
internal sealed class Marks(DeviceSession session)
{
    /// <summary>How a device stands.</summary>
    internal MarkState Of(DeviceCredential credential)
    {
        if (credential.Device == session.OwnKey)
        {
            return MarkState.Self;
        }

        return Find(credential.Person) is not { } mark ? MarkState.Unverified
            : Has(mark.Devices, credential.Device) ? MarkState.Verified
            : MarkState.Lost;
    }

    /// <summary>How many devices of a roster nobody compared.</summary>
    internal int CountUnverified(IReadOnlyList<RosterLeaf> roster) =>
        roster.Count(member => Of(member.Credential) is MarkState.Unverified or MarkState.Lost);

    /// <summary>Marks devices that were compared.</summary>
    internal void Add(StoreWriter writer, IEnumerable<ComparedDevice> devices)
    {
        foreach (var person in devices.GroupBy(one => Convert.ToHexStringLower(one.Person)))
        {
            var tag = person.First().Person;
            var before = Find(new PersonTag(new Cbor.Opaque(tag))) ?? new StoredMark(person.First().Name, []);
            var added = person.Select(one => one.Device).Where(device => !Has(before.Devices, device));
            LocalRecord.Put(writer, Bucket.Marks, tag, before with { Name = person.First().Name, Devices = [.. before.Devices, .. added] });
        }
    }

    /// <summary>Looks at those who stand in a channel after a change: a verified person with a device that nobody compared loses the mark.</summary>
    internal void Meet(IReadOnlyList<RosterLeaf> roster)
    {
        foreach (var credential in roster.Select(member => member.Credential))
        {
            if (Find(credential.Person) is { } mark && !Has(mark.Devices, credential.Device) && !Has(mark.Strangers, credential.Device))
            {
                session.Store.Write(writer => Lose(writer, credential, mark));
            }
        }
    }

    private void Lose(StoreWriter writer, DeviceCredential credential, StoredMark mark)
    {
        // The devices that were compared count no more, and are no news either.
        var lost = mark with { Devices = [], Strangers = [.. mark.Strangers, .. mark.Devices, credential.Device.Value.ToArray()] };
        LocalRecord.Put(writer, Bucket.Marks, credential.Person.Value.Span, lost);
        session.Alarm(writer, $"{mark.Name} comes with a device that you have not verified: what was compared before counts no more; compare the digits again");
    }

    private StoredMark? Find(PersonTag person) =>
        session.Store.Get(Bucket.Marks, person.Value.Span) is { } bytes ? LocalRecord.Decode<StoredMark>(bytes) : null;

    private static bool Has(IEnumerable<byte[]> devices, DeviceKey device) => Has(devices, device.Value.ToArray());

    private static bool Has(IEnumerable<byte[]> devices, byte[] device) => devices.Any(one => one.AsSpan().SequenceEqual(device));
}
