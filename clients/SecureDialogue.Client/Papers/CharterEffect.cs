using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Amendments;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Founding;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>
/// A version of the Charter: version 1 with the founders' admissions, signed by all of them; a later one signed by the quorum of the version
/// before. When it is complete each signer's device takes it; each posts it in its channels when it syncs.
/// </summary>
internal sealed class CharterEffect(DeviceSession session) : IPaperEffect
{
    /// <summary>A version is dated so far ahead at most.</summary>
    internal const uint MostHoursAhead = 24;

    /// <inheritdoc />
    public bool WaitsForObjections => false;

    /// <summary>A version holds by its signatures: whose device had not heard of the withdrawal has taken it, and the others follow.</summary>
    public bool OutlivesWithdrawal => true;

    /// <inheritdoc />
    public PaperRefusal Judge(Paper paper) => Signed(paper).Body.Version == 1 ? FoundingPaper.Judge(session, paper) : JudgeAmendment(paper);

    /// <inheritdoc />
    public bool HasSay(Paper paper, PaperObject part, DeviceKey device) => JudgeOf(paper)?.FindOfficer(device) is not null;

    /// <inheritdoc />
    public IReadOnlyList<DeviceKey> Signers(Paper paper) => [.. JudgeOf(paper)?.Officers.Select(officer => officer.Key) ?? []];

    /// <inheritdoc />
    public IReadOnlyList<DeviceKey> Missing(Paper paper)
    {
        if (JudgeOf(paper) is not { } charter)
        {
            return [];
        }

        return Signed(paper).Body.Version == 1
            ? [.. Signers(paper).Where(device => !paper.IsSignedBy(device))]
            : MissingSigners.Of(
                charter.Quorum, new RuleSubject(charter.PartyCodes, null), [.. charter.Officers.Select(officer => officer.AsSigner())], paper.IsSignedBy);
    }

    /// <inheritdoc />
    public bool IsMet(Paper paper) => Signed(paper).Body.Version == 1
        ? session.Device.Stage == Stage.Gathering && FoundingPaper.IsMet(paper)
        : session.Charters is { } charters && CharterRules.Check(Signed(paper), charters.Signed.Versions[^1]) == CharterRefusal.None;

    /// <inheritdoc />
    public void RequireSignable(Paper paper)
    {
        // Two versions after the same one, both signed, would split the members: nobody signs a second while honest devices can still complete the first.
        var previous = Signed(paper).Body.Previous;
        var other = new PaperShelf(session).All().FirstOrDefault(one =>
            one is { Kind: PaperKind.Charter, State: PaperState.Open }
            && one.Id != paper.Id
            && !one.HasLapsed(session.Now)
            && one.IsSignedBy(session.OwnKey)
            && Signed(one).Body.Previous == previous
            && CanStillHappen(one, paper));
        if (other is not null)
        {
            throw new DialogueException(
                DialogueError.NotAllowed,
                $"this device has signed another version of the Charter already, as paper {other.ShortId}",
                "whoever proposed that one withdraws it first, or those whose signature it lacks sign this one first; after 60 days it lapses");
        }
    }

    /// <summary>Tells of a version that its quorum signed after another one took its place: somebody may show it to members.</summary>
    public void Countersigned(StoreWriter writer, Paper paper)
    {
        var version = Signed(paper);
        if (paper.State != PaperState.Complete
            && version.Body.Previous is { } previous
            && session.Charters?.UpTo(previous) is { } before
            && new SignedCharterChain([.. before.Signed.Versions, version]).Verify(out var chain) == CharterRefusal.None)
        {
            CharterAdoption.Take(session, writer, chain!);
        }
    }

    /// <inheritdoc />
    public void Complete(StoreWriter writer, Paper paper)
    {
        var version = Signed(paper);
        if (version.Body.Version == 1)
        {
            FoundingPaper.Complete(session, writer, paper);
        }
        else if (new SignedCharterChain([.. session.Charters!.Signed.Versions, version]).Verify(out var chain) == CharterRefusal.None)
        {
            CharterAdoption.Take(session, writer, chain!);
            MarkSigned(writer, version);
        }

        new PaperIntake(session).Retry(writer);
    }

    /// <inheritdoc />
    public void Withdrawn(StoreWriter writer, Paper paper)
    {
    }

    /// <inheritdoc />
    public PaperWords Describe(Paper paper)
    {
        var charter = Signed(paper).Body;
        var about = charter.Version == 1 ? $"the Charter of {charter.Title}" : $"version {charter.Version} of the Charter";
        return new PaperWords(about, Terms(paper, charter));
    }

    /// <summary>
    /// Whether it could get its signatures yet, beside another one: who has signed a later version and not this one will not sign this one any
    /// more. Nobody goes from the later to the earlier in this way, or two could free each other and complete both.
    /// </summary>
    private bool CanStillHappen(Paper paper, Paper other)
    {
        var (one, two) = (Signed(paper).Body.CreatedAt, Signed(other).Body.CreatedAt);
        if (one > two || (one == two && paper.Id.Value > other.Id.Value))
        {
            return true;
        }

        var possible = Signers(paper).Where(device => paper.IsSignedBy(device) || !other.IsSignedBy(device)).ToHashSet();
        return JudgeOf(paper) is { } charter && (Signed(paper).Body.Version == 1
            ? possible.Count == charter.Officers.Count
            : charter.Quorum.IsMetBy(
                [.. charter.Officers.Where(officer => possible.Contains(officer.Key)).Select(officer => officer.AsSigner())], new RuleSubject(charter.PartyCodes, null)));
    }

    private IReadOnlyList<string> Terms(Paper paper, Charter charter)
    {
        string NameOf(DeviceKey device) => new AddressBook(session).NameOf(device, paper.Contacts);
        string[] digits = [$"digits to compare: {string.Join(' ', CharterDigits.Compute(paper.Id))}"];
        return JudgeOf(paper) is { } before && charter.Version > 1
            ? [.. CharterWords.Changes(before, charter, NameOf), .. new KnownAdmissions(session).Words(charter, before), .. digits]
            : [.. CharterWords.Lines(charter, NameOf), .. digits];
    }

    private PaperRefusal JudgeAmendment(Paper paper)
    {
        var version = Signed(paper);
        if (paper.Objects.Count != 1)
        {
            return PaperRefusal.AgainstTheRules;
        }

        if (session.Charters is not { } charters || charters.Find(version.Body.Previous!.Value) is null)
        {
            return PaperRefusal.TooEarly;
        }

        if (version.Body.Previous != charters.HeadId)
        {
            return PaperRefusal.OlderCharter;
        }

        var refusal = PaperRefusals.Of(CharterRules.Check(version, charters.Signed.Versions[^1]), HasSay(paper, paper.Objects[0], paper.Proposer));
        return refusal == PaperRefusal.None && !IsReasonable(version.Body) ? PaperRefusal.AgainstTheRules : refusal;
    }

    /// <summary>A version dated far ahead could never be followed by another one, and rules that nobody can meet never changed.</summary>
    private bool IsReasonable(Charter charter) => charter.CreatedAt <= session.Now.Plus(MostHoursAhead) && CharterCheck.IsWorkable(charter);

    /// <summary>Whose officers sign: of version 1 its own, later those of the version before.</summary>
    private Charter? JudgeOf(Paper paper)
    {
        var charter = Signed(paper).Body;
        return charter.Version == 1 ? charter : session.Charters?.Find(charter.Previous!.Value);
    }

    /// <summary>To sign a version is to accept it.</summary>
    private void MarkSigned(StoreWriter writer, CoSigned<Charter> version)
    {
        var id = version.Id.Value.ToArray();
        if (version.Signatures.Any(one => one.Signer == session.OwnKey))
        {
            session.Save(writer, session.Device with { AcceptedCharter = id });
        }

        foreach (var (key, person, admission) in new PeopleDirectory(session).All())
        {
            if (version.Signatures.Any(one => one.Signer == admission.Body.Device))
            {
                LocalRecord.Put(writer, Bucket.People, key, person with { AcceptedAt = session.Now.Value, AcceptedCharter = id });
            }
        }
    }

    private static CoSigned<Charter> Signed(Paper paper) => paper.All<Charter>()[0];
}
