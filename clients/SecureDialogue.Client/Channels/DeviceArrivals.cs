using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Channels;

/// <summary>
/// Brings further and returning devices into the channels of their person, on a facilitator's device. The admission is what lets them in;
/// a returning device takes the place of the earlier one in the same commit, if that still stands.
/// </summary>
internal sealed class DeviceArrivals(DeviceSession session, OpenChannel channel, CommitDesk commits)
{
    /// <summary>Adds those whose person is, or was last, in this channel; those who have put no key packages yet wait.</summary>
    internal async Task AddAsync(Func<IReadOnlyList<uint>> due, CancellationToken cancellation)
    {
        if (session.Admission is not { } own || ChannelDecisions.Decide(own.Body, ChannelAct.AddMember, channel.Descriptor.Kind) != ActRefusal.None)
        {
            return;
        }

        var directory = new PeopleDirectory(session);
        foreach (var (record, admission) in directory.Current().Where(one => Belongs(one.Admission) && directory.WhyNotNow(one.Record, one.Admission) is null))
        {
            var fetch = new PackageFetch(session, channel.Group.Suite);
            var newcomer = await fetch.FetchAsync(
                record.Name, ObjectCodec.Decode<MailboxCard>(record.Card), credential => credential.Admission.Id == admission.Id, cancellation).ConfigureAwait(false);
            if (newcomer is not null)
            {
                await commits.CommitAsync(
                    () => Belongs(admission) ? new CommitPlan([newcomer], [.. due().Union(Replaced(admission))]) : null, cancellation).ConfigureAwait(false);
            }
        }
    }

    private bool Belongs(CoSigned<Admission> admission)
    {
        var (person, device) = (admission.Body.Person, admission.Body.Device);
        var facts = channel.Facts;
        var hour = session.Now > facts.LastHour ? session.Now : facts.LastHour;
        return admission.Body.Earlier is not null
            && facts.Roster.All(member => member.Credential.Device != device)
            && channel.State.Departed.All(gone => !device.Value.Span.SequenceEqual(gone.Device))
            && (facts.Roster.Any(member => member.Credential.Person == person) || channel.State.Departed.Any(gone => person.Value.Span.SequenceEqual(gone.Person)))
            && AdmissionRules.Check(admission, facts.Charters, hour) == AdmissionRefusal.None
            && !facts.IsCutOff(admission);
    }

    private uint[] Replaced(CoSigned<Admission> admission) => AdmissionRules.IsReturn(admission)
        ? [.. channel.Roster.Where(member => member.Credential.Device == admission.Body.Earlier!.Body.Device).Select(member => member.Leaf)]
        : [];
}
