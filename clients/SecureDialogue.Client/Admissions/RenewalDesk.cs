using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Papers;
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
        var next = body with
        {
            Charter = charters.HeadId,
            Roles = roles ?? body.Roles,
            NotBefore = terms.NotBefore(session.Now, charters, officer, body.Party),
            NotAfter = terms.End(session.Now),
            Earlier = null,
        };
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
