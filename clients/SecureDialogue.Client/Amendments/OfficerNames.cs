using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Amendments;

/// <summary>The names and mailboxes behind officers' keys, from wherever this device knows them.</summary>
internal sealed class OfficerNames(DeviceSession session)
{
    private readonly AddressBook _book = new(session);

    /// <summary>A device's name; the beginning of its key when nobody told one.</summary>
    internal string Of(DeviceKey device) =>
        _book.Find(device) is { Name.Length: > 0 } known ? known.Name : ProfileOf(device)?.Name ?? _book.NameOf(device, CharterPapers.Open(session)?.Contacts ?? []);

    /// <summary>The device of the one person of a name; null for nobody or several.</summary>
    internal DeviceKey? Find(string name)
    {
        var found = new KnownAdmissions(session).All().Where(one => NameRules.AreSame(one.Name, name)).Select(one => one.Admission.Body.Device).Distinct().ToArray();
        return found.Length == 1 ? found[0] : null;
    }

    /// <summary>A device's mailbox; null when this device cannot write to it.</summary>
    internal MailboxCard? CardOf(DeviceKey device) => _book.Find(device)?.Card ?? ProfileOf(device)?.Card;

    private Content.Profile? ProfileOf(DeviceKey device)
    {
        foreach (var state in new ChannelShelf(session).All().Where(state => state.Phase == ChannelPhase.Open))
        {
            using var open = OpenChannel.Load(session.Store, state);
            var member = open.Roster.FirstOrDefault(one => one.Credential.Device == device);
            if (member is not null && Profiles.Of(state).FirstOrDefault(one => one.Body.Admission == member.Credential.Admission.Id) is { } profile)
            {
                return profile.Body;
            }
        }

        return null;
    }
}
