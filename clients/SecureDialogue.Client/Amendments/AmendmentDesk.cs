using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Amendments;

/// <summary>Writes the next version of the Charter: an officer's draft, chained to the version in force, with the admissions that stay valid.</summary>
internal sealed class AmendmentDesk(DeviceSession session)
{
    /// <summary>The paper that asks the quorum of the version in force for signatures.</summary>
    /// <param name="json">The draft.</param>
    /// <param name="without">Names whose admissions are not listed.</param>
    /// <param name="note">For the signers.</param>
    /// <exception cref="DialogueException">Nothing was proposed.</exception>
    internal PaperDraft Draw(string json, IReadOnlyList<string> without, string note)
    {
        var charters = RequireOfficer();
        var head = charters.Head;
        var next = new DraftReader(new OfficerNames(session).Find).Apply(CharterFile.Read(json), head with
        {
            Version = head.Version + 1,
            Previous = charters.HeadId,
            SurvivingAdmissions = [],
            CreatedAt = Hour(charters),
        });
        RequireChange(next, head);
        next = next with { SurvivingAdmissions = Survivors(next, head, without) };
        return new PaperDraft(PaperKind.Charter, [PaperObject.Of(new CoSigned<Charter>(next, []))]) { Note = note };
    }

    /// <summary>Later than whatever else waits for signatures, so that its signers are free for this one once that cannot come true.</summary>
    private UnixHour Hour(CharterChain charters) => new PaperShelf(session).All()
        .Where(paper => paper is { Kind: PaperKind.Charter, State: PaperState.Open })
        .Select(paper => paper.All<Charter>()[0].Body)
        .Where(other => other.Previous == charters.HeadId)
        .Where(other => other.CreatedAt < session.Now.Plus(CharterEffect.MostHoursAhead))
        .Select(other => other.CreatedAt.Plus(1))
        .Append(charters.Head.CreatedAt)
        .Append(session.Now)
        .Max();

    private CharterChain RequireOfficer()
    {
        if (session.Charters is not { } charters || charters.Head.FindOfficer(session.OwnKey) is null)
        {
            throw new DialogueException(
                DialogueError.NotAllowed, "only an officer of the Charter proposes a change of it", "ask an organizer or facilitator; 'dialogue charter' names them");
        }

        if (charters.Head.Version == Charter.MaxVersions)
        {
            throw new DialogueException(DialogueError.NotAllowed, $"a Charter has at most {Charter.MaxVersions} versions", "found the dialogue anew");
        }

        return charters;
    }

    private static void RequireChange(Charter next, Charter head)
    {
        var same = next with
        {
            Version = head.Version,
            Previous = head.Previous,
            SurvivingAdmissions = head.SurvivingAdmissions,
            CreatedAt = head.CreatedAt,
        };
        if (same.Encode().AsSpan().SequenceEqual(head.Encode()))
        {
            throw new DialogueException(DialogueError.BadInput, "the draft changes nothing", "edit it first, then propose it");
        }
    }

    private List<ObjectHash> Survivors(Charter next, Charter head, IReadOnlyList<string> without)
    {
        if (!next.ChangesWhoDecides(head))
        {
            return without.Count == 0
                ? []
                : throw new DialogueException(
                    DialogueError.BadInput,
                    "the draft leaves sides, officers and rules as they are, so every admission stays valid",
                    "take somebody out with 'dialogue remove', or leave --without out");
        }

        var known = new KnownAdmissions(session).All();
        var gone = without.SelectMany(name => Named(known, next, name)).ToHashSet();
        List<ObjectHash> survivors = [.. known.Where(one => !gone.Contains(one.Admission.Body.Person)).Select(one => one.Admission.Id).OrderBy(id => id.Value)];
        return survivors.Count <= Charter.MaxSurvivingAdmissions
            ? survivors
            : throw new DialogueException(
                DialogueError.NotAllowed, $"an amendment keeps at most {Charter.MaxSurvivingAdmissions} admissions", "leave people out with --without; they can be admitted anew");
    }

    private static IEnumerable<PersonTag> Named(IReadOnlyList<(CoSigned<Admission> Admission, string Name)> known, Charter next, string name)
    {
        var found = known.Where(one => NameRules.AreSame(one.Name, name)).Select(one => one.Admission.Body).ToArray();
        if (found.Length == 0)
        {
            throw new DialogueException(DialogueError.NotFound, "nobody of a name after --without is admitted", "names are shown by 'dialogue roster'");
        }

        return found.All(admission => next.FindOfficer(admission.Device) is null)
            ? found.Select(admission => admission.Person)
            : throw new DialogueException(
                DialogueError.BadInput, "somebody after --without is an officer in the draft", "take that person out of \"officers\" too, or leave --without out");
    }
}
