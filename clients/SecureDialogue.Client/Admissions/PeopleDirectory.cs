using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Revocations;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Admissions;

/// <summary>The people this officer admitted or was told of.</summary>
internal sealed class PeopleDirectory(DeviceSession session)
{
    /// <summary>Everybody, in order of admission.</summary>
    internal IReadOnlyList<(byte[] Id, StoredPerson Record, CoSigned<Admission> Admission)> All() => [.. session.Store.List(Bucket.People)
        .Select(entry => (entry.Key.ToArray(), Record: LocalRecord.Decode<StoredPerson>(entry.Value.ToArray())))
        .Select(one => (one.Item1, one.Record, SignedCodec.DecodeCoSigned<Admission>(one.Record.Admission)))];

    /// <summary>The one person of a name, compared as names are, with the device that was admitted last; before others one who was not cut off.</summary>
    /// <exception cref="DialogueException">Nobody has it, or several people.</exception>
    internal (StoredPerson Record, CoSigned<Admission> Admission) Named(string name)
    {
        var named = All().Where(one => NameRules.AreSame(one.Record.Name, name)).ToArray();
        var cuts = new KnownCuts(session);
        var standing = named.Where(one => !cuts.CoversPersonOf(one.Admission)).ToArray();
        var found = standing.Length > 0 ? standing : named;
        return found.Select(one => one.Admission.Body.Person).Distinct().Count() == 1
            ? found.Select(one => (one.Record, one.Admission)).Last()
            : throw new DialogueException(DialogueError.NotFound, "nobody of that name is admitted", "names are shown by 'dialogue roster' and 'dialogue requests'");
    }

    /// <summary>All devices of the one person of a name that can be added to channels.</summary>
    /// <exception cref="DialogueException">Nobody has it, or several people.</exception>
    internal IReadOnlyList<(StoredPerson Record, CoSigned<Admission> Admission)> DevicesOf(string name)
    {
        var person = Named(name).Admission.Body.Person;
        return [.. Current().Where(one => one.Admission.Body.Person == person)];
    }

    /// <summary>Every device that can be added to channels: not those that were cut off, or whose place another device took.</summary>
    internal IReadOnlyList<(StoredPerson Record, CoSigned<Admission> Admission)> Current()
    {
        var all = All();
        var cuts = new KnownCuts(session);
        var replaced = Replaced(all.Select(one => one.Admission));
        return [.. all
            .Where(one => !replaced.Contains(one.Admission.Body.Device) && !cuts.Covers(one.Admission, default))
            .Select(one => (one.Record, one.Admission))];
    }

    /// <summary>Whether a device was cut off, by a revocation that names it or with its person.</summary>
    internal bool IsCutOff(DeviceKey device)
    {
        var cuts = new KnownCuts(session).Revocations;
        return cuts.Any(cut => cut.Body.Target.Body.Device == device)
            || (cuts.Count > 0 && All().Any(one => one.Admission.Body.Device == device && cuts.Any(cut => cut.Body.Covers(one.Admission.Body))));
    }

    /// <summary>The device whose place a returning one takes: the one that was cut off, else the only one there is.</summary>
    /// <exception cref="DialogueException">Nobody has that name, or several devices could be meant.</exception>
    internal (StoredPerson Record, CoSigned<Admission> Admission, bool IsCut) LostDeviceOf(string name)
    {
        var person = Named(name).Admission.Body.Person;
        var all = All().Where(one => one.Admission.Body.Person == person).ToArray();
        var replaced = Replaced(all.Select(one => one.Admission));
        var open = all.Where(one => !replaced.Contains(one.Admission.Body.Device)).ToArray();
        var cuts = new KnownCuts(session);
        var cut = open.Where(one => cuts.Covers(one.Admission, default)).ToArray();
        var found = cut.Length > 0 ? cut : open;
        return cut.Length > 0 || open.Length == 1
            ? (found[^1].Record, found[^1].Admission, cut.Length > 0)
            : throw new DialogueException(
                DialogueError.NotAllowed, $"{name} has several devices and none of them was cut off", "cut off the one that is lost first, or let the person link another one: 'dialogue device link'");
    }

    /// <summary>Why somebody cannot be added to channels now; null for no reason.</summary>
    internal DialogueException? WhyNotNow(StoredPerson person, CoSigned<Admission> admission)
    {
        if (new PaperShelf(session).OfAdmission(admission.Id) is { OpenObjections.Count: > 0 })
        {
            return new DialogueException(
                DialogueError.NotAllowed, "an objection against this admission is open: nobody is added on it", "settle it with whoever objects; see 'dialogue papers'");
        }

        return session.Now < admission.Body.NotBefore && person.Earlier is null
            ? new DialogueException(
                DialogueError.NotReady, $"this admission begins at {AdmissionWords.Time(admission.Body.NotBefore)}", "add the person then: until that hour others may object")
            : null;
    }

    /// <summary>Another officer told of an admission; it holds by itself.</summary>
    internal void Told(StoreWriter writer, Trust.Letter letter)
    {
        var notice = ObjectCodec.Decode<OfficerNotice>(letter.Body.Span);
        TrustFields.Require(
            session.Charters is { } charters && (charters.Head.FindOfficer(letter.Sender) is not null || notice.Admission.Body.Earlier?.Body.Device == letter.Sender),
            "a notice neither from an officer nor from the person's other device");
        TrustFields.Require(
            AdmissionRules.CheckSignatures(notice.Admission, session.Charters!) == AdmissionRefusal.None, "an admission without the Charter's signatures");
        Put(writer, notice.Admission, new Contact(notice.Admission.Body.Device, notice.Card, notice.Name));
        new AdmissionNotices(session).Announce(writer, notice.Admission, notice.Name);
    }

    /// <summary>
    /// Keeps somebody admitted. A renewal takes the place of the device's earlier admission; an older one changes nothing. A16, A10: the
    /// mailbox and the name that this device knows stay, whoever tells of others.
    /// </summary>
    internal void Put(StoreWriter writer, CoSigned<Admission> admission, Contact contact)
    {
        var person = new StoredPerson(admission.Encode(), contact.Card.Encode(), contact.Name);
        foreach (var (id, record, earlier) in All().Where(one => one.Admission.Body.Device == admission.Body.Device))
        {
            if (earlier.Id == admission.Id || earlier.Body.NotBefore > admission.Body.NotBefore)
            {
                return;
            }

            person = record with { Admission = person.Admission, Earlier = record.Admission };
            writer.Delete(Bucket.People, id);
        }

        LocalRecord.Put(writer, Bucket.People, admission.Id.Value.Span, person);
    }

    private static HashSet<DeviceKey> Replaced(IEnumerable<CoSigned<Admission>> admissions) =>
        [.. admissions.Where(AdmissionRules.IsReturn).Select(one => one.Body.Earlier!.Body.Device)];
}
