using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client.Revocations;

/// <summary>What devices that were cut off could read, channel by channel: as far as this device saw it, for those it concerns.</summary>
internal sealed class ExposureReader(DeviceSession session)
{
    /// <summary>One line for each device and channel, in the order of the channels.</summary>
    internal IReadOnlyList<ExposureView> All()
    {
        var revocations = new KnownCuts(session).Revocations;
        var shelf = new ChannelShelf(session);
        var names = new DeviceDirectory(session).All();
        return [.. shelf.All().SelectMany(state => Presences.All(session, state.Channel)
            .Select(presence => (Presence: presence, Admission: SignedCodec.DecodeCoSigned<Admission>(presence.Admission)))
            .Where(one => one.Admission.Body.Device != session.OwnKey && revocations.Any(revocation => revocation.Body.Covers(one.Admission.Body)))
            .Select(one => View(shelf.TitleOf(state), NameOf(state, one.Admission, names), one.Presence, one.Admission)))];
    }

    private static string NameOf(ChannelState state, CoSigned<Admission> admission, IReadOnlyList<NamedDevice> names) =>
        Profiles.NameOf(Profiles.Of(state), admission.Id.Value.Span) is { Length: > 0 } name
            ? name
            : names.FirstOrDefault(one => one.Device == admission.Body.Device)?.Name ?? string.Empty;

    private static ExposureView View(string channel, string name, StoredPresence presence, CoSigned<Admission> admission) => new(
        channel, name, ShortId.Of(admission.Body.Device.Value.Span), Time(presence.From), Time(presence.Until));

    private static DateTimeOffset? Time(uint hour) => hour == 0 ? null : new UnixHour(hour).ToTime();
}
