using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Admissions;

/// <summary>
/// Whose mailbox is where, by device. What an officer was told with an admission counts before what came in the own link or with papers,
/// and what came first stays: nobody who passes a card on can replace one that is known.
/// </summary>
internal sealed class AddressBook(DeviceSession session)
{
    /// <summary>This device as others write to it.</summary>
    internal Contact Own => new(session.OwnKey, session.Device.Mailbox.Card, session.Device.Name);

    /// <summary>A device's mailbox and name; null when neither is known here.</summary>
    internal Contact? Find(DeviceKey device)
    {
        if (device == session.OwnKey)
        {
            return Own;
        }

        foreach (var (_, record, admission) in new PeopleDirectory(session).All())
        {
            if (admission.Body.Device == device)
            {
                return new Contact(device, ObjectCodec.Decode<MailboxCard>(record.Card), record.Name);
            }
        }

        return Kept(device) ?? InChannels(device);
    }

    /// <summary>Where a device's letters go; the own link names its maker's mailbox, and nobody's name.</summary>
    internal MailboxCard? CardOf(DeviceKey device) => Find(device)?.Card ?? InLink(device);

    /// <summary>A device's name; the beginning of its key when nobody told a name.</summary>
    internal string NameOf(DeviceKey device, IReadOnlyList<Contact>? others = null)
    {
        var contact = Find(device) ?? others?.FirstOrDefault(one => one.Device == device);
        return contact is { Name.Length: > 0 } ? contact.Name : $"device {ShortId.Of(device.Value.Span)}";
    }

    /// <summary>Whether a device is an officer's, or one that this device was told of.</summary>
    internal bool IsKnown(DeviceKey device) => session.Charters?.Head.FindOfficer(device) is not null || Find(device) is not null;

    /// <summary>Keeps what somebody said of devices that are not known otherwise. Only a device itself can change its name here.</summary>
    internal void Keep(StoreWriter writer, IEnumerable<Contact> contacts, DeviceKey sender)
    {
        foreach (var contact in contacts)
        {
            if (Find(contact.Device) is null)
            {
                Put(writer, contact);
            }
            else if (contact.Device == sender && Kept(sender) is { } known)
            {
                Put(writer, known with { Name = contact.Name });
            }
        }
    }

    private static void Put(StoreWriter writer, Contact contact) => writer.Put(Bucket.Contacts, contact.Device.Value.Span, contact.Encode());

    private Contact? Kept(DeviceKey device) =>
        session.Store.Get(Bucket.Contacts, device.Value.Span) is { } bytes ? ObjectCodec.Decode<Contact>(bytes) : null;

    private MailboxCard? InLink(DeviceKey device) =>
        session.Device.Application is { } application && application.ReadLink() is var link && link.Inviter == device ? link.Card : null;

    /// <summary>From the profile that the device itself signed.</summary>
    private Contact? InChannels(DeviceKey device)
    {
        foreach (var state in new ChannelShelf(session).All().Where(state => state.Phase is ChannelPhase.Open))
        {
            using var channel = OpenChannel.Load(session.Store, state);
            var admission = channel.Roster.FirstOrDefault(member => member.Credential.Device == device)?.Credential.Admission.Id;
            if (Profiles.Of(state).FirstOrDefault(profile => profile.Body.Admission == admission) is { Body: var profile })
            {
                return new Contact(device, profile.Card, profile.Name);
            }
        }

        return null;
    }
}
