using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Founding;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client.Amendments;

/// <summary>Shows the Charter to a person, and takes the person's acceptance.</summary>
internal sealed class CharterReader(DeviceSession session)
{
    private readonly OfficerNames _names = new(session);

    /// <summary>The version in force; the one that waits for signatures if that is asked for, or if none is in force yet.</summary>
    /// <exception cref="DialogueException">There is none.</exception>
    internal CharterView Show(bool proposed)
    {
        if (!proposed && session.Charters is { } charters)
        {
            return InForce(charters);
        }

        if (CharterPapers.Open(session) is { } paper)
        {
            return Proposed(paper);
        }

        throw session.Charters is { } head
            ? new DialogueException(
                DialogueError.NotFound, $"no change of the Charter is proposed; version {head.Head.Version} is in force", "see it with 'dialogue charter'")
            : NoCharter();
    }

    /// <summary>What signers compare: the version that waits for signatures, else the one in force.</summary>
    internal CharterView ToCompare() => Show(CharterPapers.Open(session) is not null);

    /// <summary>The draft to edit: of the version in force, or of version 1 as it was planned.</summary>
    internal string Draft() => session.Charters is { } charters
        ? CharterFile.Write(charters.Head, _names.Of)
        : CharterFile.Write(new FoundingDesk(session).Draft(), NameOfFounder);

    /// <summary>Accepts the version in force and tells its officers.</summary>
    /// <exception cref="DialogueException">Nobody can be told.</exception>
    internal CharterView Accept()
    {
        var charters = session.Charters is { } known && session.Admission is not null ? known : throw NoCharter();
        DeviceKey[] others = [.. charters.Head.Officers.Select(officer => officer.Key).Where(key => key != session.OwnKey)];
        MailboxCard[] cards = [.. others.Select(_names.CardOf).OfType<MailboxCard>()];
        if (cards.Length == 0 && others.Length > 0)
        {
            throw new DialogueException(
                DialogueError.NotReady, "this device knows no mailbox of an officer", "run 'dialogue sync'; an officer in one of your channels can then be told");
        }

        var acceptance = new CharterAcceptance(charters.Dialogue, charters.HeadId, session.OwnKey, session.Now);
        var body = acceptance.Sign(session.Device.DeviceSeed).Encode();
        session.Store.Write(writer => Keep(writer, charters, cards, body));
        return InForce(charters);
    }

    private void Keep(StoreWriter writer, CharterChain charters, MailboxCard[] cards, byte[] body)
    {
        var letters = new LetterOffice(session);
        Array.ForEach(cards, card => letters.TryWrite(writer, LetterKind.Acceptance, card, body));
        session.Save(writer, session.Device with { AcceptedCharter = charters.HeadId.Value.ToArray() });
    }

    private string NameOfFounder(DeviceKey device) => device == session.OwnKey
        ? session.Device.Name
        : new FoundingDesk(session).Contacts().FirstOrDefault(one => one.Device == device)?.Name ?? string.Empty;

    private CharterView InForce(CharterChain charters)
    {
        var before = charters.Head.Previous is { } previous ? charters.Find(previous) : null;
        List<(string Name, byte[]? Accepted)> people = [(session.Device.Name, session.Device.AcceptedCharter)];
        if (charters.Head.FindOfficer(session.OwnKey) is not null)
        {
            people.AddRange(new PeopleDirectory(session).All().Select(one => (one.Record.Name, one.Record.AcceptedCharter)));
        }

        bool HasAccepted(byte[]? version) => version is not null && charters.HeadId.Value.Span.SequenceEqual(version);
        return View(charters.Head, charters.HeadId, before) with
        {
            Accepted = [.. people.Where(one => HasAccepted(one.Accepted)).Select(one => one.Name)],
            NotAccepted = [.. people.Where(one => !HasAccepted(one.Accepted)).Select(one => one.Name)],
        };
    }

    private CharterView Proposed(Paper paper)
    {
        var charter = paper.All<Charter>()[0].Body;
        var before = session.Charters?.Head;
        var view = View(charter, paper.Id, before) with { State = "proposed", Paper = paper.ShortId };
        return before is null ? view : view with { Changes = [.. view.Changes, .. new KnownAdmissions(session).Words(charter, before)] };
    }

    private CharterView View(Charter charter, ObjectHash id, Charter? before) => new(
        id.ToString(),
        charter.Version,
        charter.Title,
        "in force",
        string.Empty,
        string.Join(' ', CharterDigits.Compute(id)),
        CharterWords.Lines(charter, _names.Of),
        before is null ? [] : CharterWords.Changes(before, charter, _names.Of),
        [],
        []);

    private DialogueException NoCharter() => new(
        DialogueError.NotReady,
        "there is no Charter here yet",
        session.Device.Plan is null
            ? "run 'dialogue sync' when it was proposed to you, or when an officer has answered"
            : "propose it with 'dialogue charter propose' when all founders have answered");
}
