using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client.Revocations;

/// <summary>
/// Cuts somebody off: the first who says so proposes the revocation and signs it, the second who says the same signs that one. Nobody
/// has to know who was first.
/// </summary>
internal sealed class CutDesk(DeviceSession session)
{
    /// <summary>Proposes the revocation, or signs the one that waits.</summary>
    /// <param name="name">Whose device.</param>
    /// <param name="device">The beginning of its id where the person has several.</param>
    /// <param name="wholePerson">Whether all devices of the person are meant.</param>
    /// <param name="reason">For the signers.</param>
    internal CutView Cut(string name, string? device, bool wholePerson, string reason)
    {
        var target = Find(name, device, wholePerson);
        Faults.Pass(FaultPoint.BeforePaperPersist);
        Paper? paper = null;
        session.Store.Write(writer =>
        {
            var desk = new PaperDesk(session);
            paper = Waiting(target, wholePerson) is { } waiting
                ? waiting.IsSignedBy(session.OwnKey) ? waiting : desk.Sign(writer, waiting.Id.ToString())
                : desk.Propose(writer, Draft(target, wholePerson, reason));
        });
        Faults.Pass(FaultPoint.AfterPaperPersist);
        return View(target, paper!);
    }

    private NamedDevice Find(string name, string? device, bool wholePerson)
    {
        var directory = new DeviceDirectory(session);
        var named = directory.Named(name);
        if (device is not null || named.Count <= 1)
        {
            return directory.Find(name, device);
        }

        return wholePerson && named.DistinctBy(one => one.Person).Count() == 1
            ? named[0]
            : throw new DialogueException(
                DialogueError.NotFound, "several devices have this name", "say which with --device, or --person for all devices of the person; see 'dialogue roster'");
    }

    /// <summary>An open paper that says the same.</summary>
    private Paper? Waiting(NamedDevice target, bool wholePerson) => new PaperShelf(session).All().FirstOrDefault(paper =>
        paper is { Kind: PaperKind.Revocation, State: PaperState.Open }
        && !paper.HasLapsed(session.Now)
        && RevocationEffect.Of(paper).Body is { } body
        && body.Charter == session.Charters?.HeadId
        && body.WholePerson == wholePerson
        && new RevocationEffect(session).HasSay(paper, paper.Objects[0], session.OwnKey)
        && (wholePerson ? body.Target.Body.Person == target.Person : body.Target.Body.Device == target.Device));

    private PaperDraft Draft(NamedDevice target, bool wholePerson, string reason)
    {
        var charters = session.Charters ?? throw new DialogueException(DialogueError.NotReady, "this device is not admitted yet", "run 'dialogue sync'");
        var revocation = new Revocation(charters.Dialogue, charters.HeadId, target.Admission, wholePerson, session.Now) { Others = wholePerson ? [] : Others(target) };
        return new PaperDraft(PaperKind.Revocation, [PaperObject.Of(new CoSigned<Revocation>(revocation, []))])
        {
            About = target.Card is { } card && target.Name.Length > 0 ? [new Contact(target.Device, card, target.Name)] : [],
            Note = reason,
        };
    }

    /// <summary>The person's devices that stay: this one first, if it is one of them, for only who stands here can sign as such.</summary>
    private IReadOnlyList<CoSigned<Admission>> Others(NamedDevice target)
    {
        var cuts = new KnownCuts(session);
        var known = new DeviceDirectory(session).All().Select(one => one.Admission).OrderByDescending(admission => admission.Body.NotBefore);
        return [.. known
            .Prepend(session.Admission)
            .OfType<CoSigned<Admission>>()
            .Where(admission => admission.Body.Person == target.Person && admission.Body.Device != target.Device && !cuts.Covers(admission, default))
            .Take(Revocation.MaxOthers)];
    }

    private CutView View(NamedDevice target, Paper paper)
    {
        var effect = new RevocationEffect(session);
        var book = new AddressBook(session);
        var isDone = paper.State == PaperState.Complete;
        return new CutView(
            paper.ShortId,
            target.Name,
            ShortId.Of(target.Device.Value.Span),
            RevocationEffect.Of(paper).Body.WholePerson,
            isDone,
            isDone ? [] : [.. effect.Missing(paper).Select(key => book.NameOf(key, paper.Contacts))]);
    }
}
