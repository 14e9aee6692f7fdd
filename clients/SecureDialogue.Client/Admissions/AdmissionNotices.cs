using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Admissions;

/// <summary>Tells the plenaries of whoever was admitted. A facilitator's device does it, as soon as it knows the signatures.</summary>
internal sealed class AdmissionNotices(DeviceSession session)
{
    /// <summary>Writes the notice for each plenary this device is in and that has not heard of it.</summary>
    internal void Announce(StoreWriter writer, CoSigned<Admission> admission, string name)
    {
        if (session.Admission is not { } own || !own.Body.Roles.HasFlag(Roles.Facilitator))
        {
            return;
        }

        var notice = new AdmissionNotice(admission, name);
        foreach (var state in new ChannelShelf(session).All().Where(state => IsOpenPlenary(state) && !HasHeard(state, admission.Id)))
        {
            Outbox.Add(writer, session, state.Channel, notice);
        }
    }

    private bool IsOpenPlenary(ChannelState state) =>
        state.Phase == ChannelPhase.Open && new ChannelShelf(session).PolicyOf(state)?.Kind == ChannelKind.Plenary;

    private bool HasHeard(ChannelState state, ObjectHash admission) =>
        state.Announced.Any(id => admission.Value.Span.SequenceEqual(id))
        || session.Store.Range(Bucket.Outbox(state.Channel), long.MinValue)
            .Select(entry => LocalRecord.Decode<OutboxEntry>(entry.Value.ToArray()).Content)
            .OfType<AdmissionNotice>()
            .Any(waiting => waiting.Admission.Id == admission);
}
