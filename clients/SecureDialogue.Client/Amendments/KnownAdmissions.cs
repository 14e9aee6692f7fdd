using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Amendments;

/// <summary>Everybody's admission that this device knows and that is valid now, with names: what an amendment keeps or lets go.</summary>
internal sealed class KnownAdmissions(DeviceSession session)
{
    /// <summary>All of them; of a further device the earlier admissions, too, on which it stands.</summary>
    internal IReadOnlyList<(CoSigned<Admission> Admission, string Name)> All()
    {
        List<(CoSigned<Admission> Admission, string Name)> all = [];
        if (session.Admission is { } own)
        {
            all.Add((own, session.Device.Name));
        }

        all.AddRange(new PeopleDirectory(session).All().Select(one => (one.Admission, one.Record.Name)));
        all.AddRange(Members());
        return [.. all
            .SelectMany(one => WithEarlier(one.Admission).Select(part => (Admission: part, one.Name)))
            .Where(one => AdmissionRules.CheckSignatures(one.Admission, session.Charters!) == AdmissionRefusal.None)
            .DistinctBy(one => one.Admission.Id)];
    }

    /// <summary>Who stays and who does not, in plain words.</summary>
    internal IReadOnlyList<string> Words(Charter after, Charter before)
    {
        if (!after.ChangesWhoDecides(before))
        {
            return ["every admission stays valid"];
        }

        var all = All();
        var listed = after.SurvivingAdmissions.ToHashSet();
        var gone = all.Where(one => !listed.Contains(one.Admission.Id)).Select(one => one.Name).Distinct().Order(StringComparer.Ordinal).ToArray();
        var staying = all.Where(one => listed.Contains(one.Admission.Id)).Select(one => one.Name).Except(gone).Order(StringComparer.Ordinal).ToArray();
        var unknown = listed.Count - all.Count(one => listed.Contains(one.Admission.Id));
        return
        [
            .. Line("admissions that stay valid", staying),
            .. Line("admissions that end", gone),
            .. unknown > 0 ? [$"it also keeps {unknown} admissions that this device does not know"] : Array.Empty<string>(),
        ];
    }

    private static IEnumerable<string> Line(string what, string[] names) => names.Length == 0 ? [] : [$"{what}: {string.Join(", ", names)}"];

    private static IEnumerable<CoSigned<Admission>> WithEarlier(CoSigned<Admission> admission) =>
        admission.Body.Earlier is { } earlier ? WithEarlier(earlier).Append(admission) : [admission];

    private IEnumerable<(CoSigned<Admission> Admission, string Name)> Members()
    {
        foreach (var state in new ChannelShelf(session).All().Where(state => state.Phase == ChannelPhase.Open))
        {
            using var open = OpenChannel.Load(session.Store, state);
            var profiles = Profiles.Of(state);
            foreach (var member in open.Roster)
            {
                yield return (member.Credential.Admission, Profiles.NameOf(profiles, member.Credential.Admission.Id.Value.Span));
            }
        }
    }
}
