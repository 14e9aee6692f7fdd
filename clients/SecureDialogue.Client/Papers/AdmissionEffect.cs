using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Revocations;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>
/// The admission of one device: of a new person by the admission rule, of a further device by the device rule. When it is complete
/// the host tells the applicant and the other officers, and facilitators tell their plenaries.
/// </summary>
internal sealed class AdmissionEffect(DeviceSession session) : IPaperEffect
{
    /// <inheritdoc />
    public bool WaitsForObjections => true;

    /// <inheritdoc />
    public bool OutlivesWithdrawal => false;

    /// <inheritdoc />
    public PaperRefusal Judge(Paper paper)
    {
        if (paper.Objects.Count != 1)
        {
            return PaperRefusal.AgainstTheRules;
        }

        if (session.Charters is not { } charters)
        {
            return PaperRefusal.TooEarly;
        }

        var admission = Admission(paper);
        var refusal = PaperRefusals.Of(AdmissionRules.CheckSignatures(admission, charters), HasSay(paper, paper.Objects[0], paper.Proposer));
        if (refusal != PaperRefusal.None)
        {
            return refusal;
        }

        if (admission.Body.Charter != charters.HeadId)
        {
            return PaperRefusal.OlderCharter;
        }

        return session.Now >= admission.Body.NotAfter ? PaperRefusal.AgainstTheRules : PaperRefusal.None;
    }

    /// <inheritdoc />
    public bool HasSay(Paper paper, PaperObject part, DeviceKey device) =>
        CharterOf(paper) is { } charter && AdmissionRules.AsSigner(device, Admission(paper).Body, charter) is not null;

    /// <inheritdoc />
    public IReadOnlyList<DeviceKey> Signers(Paper paper)
    {
        var officers = CharterOf(paper)?.Officers.Select(officer => officer.Key) ?? [];
        var others = Admission(paper).Body.Earlier is { } earlier ? [earlier.Body.Device] : Array.Empty<DeviceKey>();
        return [.. officers.Concat(others).Distinct().Where(device => HasSay(paper, paper.Objects[0], device))];
    }

    /// <inheritdoc />
    public IReadOnlyList<DeviceKey> Missing(Paper paper)
    {
        if (CharterOf(paper) is not { } charter)
        {
            return [];
        }

        var body = Admission(paper).Body;
        return MissingSigners.Of(
            AdmissionRules.RuleOf(body, charter),
            AdmissionRules.SubjectOf(body, charter),
            [.. Signers(paper).Select(device => AdmissionRules.AsSigner(device, body, charter)!)],
            paper.IsSignedBy);
    }

    /// <inheritdoc />
    public bool IsMet(Paper paper) =>
        session.Charters is { } charters && AdmissionRules.CheckSignatures(Admission(paper), charters) == AdmissionRefusal.None;

    /// <inheritdoc />
    public void RequireSignable(Paper paper)
    {
        var admission = Admission(paper).Body;
        if (admission.Earlier is { } vouching && paper.IsSignedBy(vouching.Body.Device) && new KnownCuts(session).Covers(vouching, default))
        {
            throw new DialogueException(
                DialogueError.NotAllowed, "the device that asks for a further one was cut off", "for the person's return make a link yourself: 'dialogue device invite'");
        }

        var people = new PeopleDirectory(session);
        if (people.IsCutOff(paper.Proposer))
        {
            throw new DialogueException(
                DialogueError.NotAllowed, "the device that proposed it was cut off: nobody knows who compared the digits", "invite the person yourself: 'dialogue invite'");
        }

        var name = NameIn(paper);
        var cuts = new KnownCuts(session);
        var others = people.All()
            .Where(one => one.Admission.Body.Person != admission.Person && !cuts.CoversPersonOf(one.Admission))
            .Select(one => one.Record.Name)
            .Concat(session.Admission?.Body.Person == admission.Person ? [] : [session.Device.Name]);
        if (others.Any(other => NameRules.AreSame(name, other) || NameRules.LookAlike(name, other)))
        {
            // A10: a name that can be taken for another's is how the wrong person is let in.
            throw new DialogueException(
                DialogueError.BadInput,
                "somebody in this dialogue has the same name or one that looks like it",
                "decline the request and ask the person to choose another name");
        }
    }

    /// <inheritdoc />
    public void Complete(StoreWriter writer, Paper paper)
    {
        var admission = Admission(paper);
        if (paper.Proposer == session.OwnKey)
        {
            new Grants(session).Send(writer, paper, admission);
        }

        new AdmissionNotices(session).Announce(writer, admission, NameIn(paper));
        session.Notices.Add($"the admission of {NameIn(paper)} has all its signatures");
    }

    /// <inheritdoc />
    public void Withdrawn(StoreWriter writer, Paper paper)
    {
        if (paper.Proposer == session.OwnKey)
        {
            new Grants(session).TakeBack(writer, paper);
        }
    }

    /// <inheritdoc />
    public PaperWords Describe(Paper paper)
    {
        var body = Admission(paper).Body;
        return new PaperWords($"{AdmissionWords.What(body)} {NameIn(paper)}", AdmissionWords.Terms(body, session.Charters)) { NotBefore = body.NotBefore };
    }

    private static CoSigned<Admission> Admission(Paper paper) => paper.All<Admission>()[0];

    private static string NameIn(Paper paper) =>
        paper.Contacts.FirstOrDefault(one => one.Device == Admission(paper).Body.Device)?.Name ?? string.Empty;

    private Charter? CharterOf(Paper paper) => session.Charters?.Find(Admission(paper).Body.Charter);
}
