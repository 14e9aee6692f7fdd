using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Revocations;

/// <summary>
/// Word of a revocation that comes as a letter. It counts by its own signatures, whoever sent it: the sender need not be trusted and the
/// relay cannot hold it up for ever, because everybody who signed sends it to everybody.
/// </summary>
internal sealed class RevocationLetters(DeviceSession session)
{
    /// <summary>Keeps the revocation; the next sync posts it wherever its target stands.</summary>
    /// <exception cref="MalformedObjectException">It does not hold; an alarm says so.</exception>
    internal void Told(StoreWriter writer, Trust.Letter letter)
    {
        var revocation = ObjectCodec.Decode<RevocationContent>(letter.Body.Span).Revocation;
        TrustFields.Require(session.Charters is not null && session.Admission is not null, "a revocation before admission");
        if (KnownCuts.Has(session, revocation))
        {
            return;
        }

        var before = new KnownCuts(session).Revocations.Select(one => one.Body).ToArray();
        var refusal = RemovalRules.CheckByItsCharter(revocation, session.Charters!, before);
        if (refusal != RemovalRefusal.None)
        {
            // Strangers have one name: whoever holds a drop token could otherwise fill the store with alarms.
            var book = new AddressBook(session);
            session.Alarms.Add(CutWords.Refused(book.IsKnown(letter.Sender) ? book.NameOf(letter.Sender) : "somebody unknown", refusal));
            throw new MalformedObjectException("a revocation that does not hold");
        }

        KnownCuts.Keep(writer, revocation);
        var name = new DeviceDirectory(session).All().FirstOrDefault(one => one.Device == revocation.Body.Target.Body.Device) is { Name.Length: > 0 } target ? target.Name : "somebody";
        session.Alarm(writer, CutWords.Told(name, revocation.Body.WholePerson));
    }
}
