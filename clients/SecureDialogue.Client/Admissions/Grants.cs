using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Admissions;

/// <summary>What the host does when an admission has all its signatures: the person gets it, the other officers hear of it.</summary>
internal sealed class Grants(DeviceSession session)
{
    private readonly LetterOffice _letters = new(session);

    /// <summary>Sends the admission.</summary>
    internal void Send(StoreWriter writer, Paper paper, CoSigned<Admission> admission)
    {
        var contact = paper.Contacts.First(one => one.Device == admission.Body.Device);
        var request = new RequestShelf(session).OfPaper(paper.Id);
        if (request is { } found)
        {
            LocalRecord.Put(writer, Bucket.Requests, found.Id, found.Record with { State = RequestState.Admitted });
        }

        // Who is in already did not ask: a renewal names itself.
        var answered = request is { } asked ? new ObjectHash(new Opaque(asked.Id)) : admission.Id;
        new PeopleDirectory(session).Put(writer, admission, contact);
        var granted = new AdmissionGranted(answered, admission, session.Charters!.Signed, request is null ? null : TakeSpare(writer));
        _letters.Write(writer, LetterKind.Admission, contact.Card, granted.Encode());
        var notice = new OfficerNotice(admission, contact.Card, contact.Name).Encode();
        new PaperPost(session).Write(
            writer, paper, LetterKind.OfficerNotice, notice, session.Charters.Head.Officers.Select(officer => officer.Key).Where(key => key != contact.Device));
    }

    /// <summary>The paper was withdrawn: its request waits again.</summary>
    internal void TakeBack(StoreWriter writer, Paper paper)
    {
        if (new RequestShelf(session).OfPaper(paper.Id) is { } found)
        {
            LocalRecord.Put(writer, Bucket.Requests, found.Id, found.Record with { State = RequestState.Waiting, Paper = null });
        }
    }

    /// <summary>For a further device of the person; where this device has no pass left, the person asks an officer when it is needed.</summary>
    private RelayPass? TakeSpare(StoreWriter writer)
    {
        var spare = new PassStock(session).Find(PassKind.Mailbox);
        if (spare is not null)
        {
            PassStock.Spend(writer, spare);
        }

        return spare;
    }
}
