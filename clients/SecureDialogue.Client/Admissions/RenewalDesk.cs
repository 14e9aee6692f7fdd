using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Revocations;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Admissions;

/// <summary>Proposes a new admission of somebody who is in: the same person and device, by the admission rule, with another role or a later end.</summary>
internal sealed class RenewalDesk(DeviceSession session)
{
    /// <summary>Proposes it.</summary>
    internal Paper Renew(string name, Roles? roles, AdmissionTerms terms)
    {
        terms.RequireCounsel();
        var (record, admission) = new PeopleDirectory(session).Named(name);
        var charters = session.Charters!;
        var officer = charters.Head.FindOfficer(session.OwnKey)
            ?? throw new DialogueException(DialogueError.NotAllowed, "only an officer of the Charter may renew an admission", "ask an organizer");
        var body = admission.Body;
        var cuts = new KnownCuts(session);
        var next = body with
        {
            Charter = charters.HeadId,
            Roles = roles ?? body.Roles,
            NotBefore = cuts.FirstHour(body.Person, terms.NotBefore(session.Now, charters, officer, body.Party)),
            NotAfter = terms.End(session.Now),
            Earlier = null,
        };
        if (cuts.Covers(new CoSigned<Admission>(next, []), default))
        {
            throw new DialogueException(
                DialogueError.NotAllowed, $"the device of {record.Name} was cut off and never comes back", "admit another device: 'dialogue device invite', or 'dialogue invite' where all were cut off");
        }

        var draft = new PaperDraft(PaperKind.Admission, [PaperObject.Of(new CoSigned<Admission>(next, []))])
        {
            About = [new Contact(body.Device, ObjectCodec.Decode<MailboxCard>(record.Card), record.Name)],
            Note = terms.Note,
            Checklist = terms.Checklist,
        };
        Paper? paper = null;
        Faults.Pass(FaultPoint.BeforePaperPersist);
        session.Store.Write(writer => paper = new PaperDesk(session).Propose(writer, draft));
        Faults.Pass(FaultPoint.AfterPaperPersist);
        return paper!;
    }
}
