using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>Writes letters about papers to devices whose mailboxes are known, and says whose is not.</summary>
internal sealed class PaperPost(DeviceSession session)
{
    private readonly AddressBook _book = new(session);
    private readonly LetterOffice _letters = new(session);

    /// <summary>One letter to each device but the own.</summary>
    internal void Write(StoreWriter writer, Paper paper, LetterKind kind, byte[] body, IEnumerable<DeviceKey> devices)
    {
        foreach (var device in devices.Distinct().Where(device => device != session.OwnKey))
        {
            if (!_letters.TryWrite(writer, kind, _book.CardOf(device) ?? paper.Contacts.FirstOrDefault(one => one.Device == device)?.Card, body))
            {
                session.Notices.Add($"paper {paper.ShortId}: no letter can be sent to {_book.NameOf(device, paper.Contacts)}, whose mailbox is not known here");
            }
        }
    }
}
