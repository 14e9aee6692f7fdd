using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Mls;

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
            if (!TryWrite(writer, kind, body, _book.CardOf(device) ?? paper.Contacts.FirstOrDefault(one => one.Device == device)?.Card))
            {
                session.Notices.Add($"paper {paper.ShortId}: no letter can be sent to {_book.NameOf(device, paper.Contacts)}, whose mailbox is not known here");
            }
        }
    }

    /// <summary>One letter, if there is a mailbox that can take it.</summary>
    internal bool TryWrite(StoreWriter writer, LetterKind kind, byte[] body, MailboxCard? to)
    {
        try
        {
            if (to is not null)
            {
                _letters.Write(writer, kind, to, body);
            }

            return to is not null;
        }
        catch (Exception refused) when (refused is MalformedObjectException or MlsException)
        {
            // A card that somebody passed on may hold no mailbox of this relay, or a key that is none.
            return false;
        }
    }
}
