using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Admissions;

/// <summary>
/// Every other device that this one knows: those that stand in its channels first, for names and admissions there are what all see,
/// then those of the people it admitted or was told of.
/// </summary>
internal sealed class DeviceDirectory(DeviceSession session)
{
    /// <summary>Each device once.</summary>
    internal IReadOnlyList<NamedDevice> All() =>
        [.. InChannels().Concat(Admitted()).Where(one => one.Device != session.OwnKey).DistinctBy(one => one.Device)];

    /// <summary>The one device of a name, compared as names are.</summary>
    /// <param name="name">The name.</param>
    /// <param name="device">The beginning of the device's id, where several have the name; null for the only one.</param>
    /// <exception cref="DialogueException">None, or several.</exception>
    internal NamedDevice Find(string name, string? device)
    {
        var named = Named(name);
        var found = device is null ? named : [.. named.Where(one => ShortId.Matches(one.Device.Value.Span, device))];
        return found.Count switch
        {
            1 => found[0],
            0 => throw new DialogueException(DialogueError.NotFound, "no such device is known here", "names and devices are shown by 'dialogue roster'"),
            _ => throw new DialogueException(DialogueError.NotFound, "several devices have this name", "say which with --device; see 'dialogue roster'"),
        };
    }

    /// <summary>All devices of a name.</summary>
    internal IReadOnlyList<NamedDevice> Named(string name) => [.. All().Where(one => one.Name.Length > 0 && NameRules.AreSame(one.Name, name))];

    private IEnumerable<NamedDevice> InChannels() => new ChannelShelf(session).All()
        .Where(state => state.Phase is not ChannelPhase.Removed)
        .SelectMany(state =>
        {
            using var open = OpenChannel.Load(session.Store, state);
            return Members(open).ToArray();
        });

    private static IEnumerable<NamedDevice> Members(OpenChannel channel)
    {
        var profiles = Profiles.Of(channel.State).ToDictionary(profile => profile.Body.Admission, profile => profile.Body);
        return channel.Roster.Select(member => member.Credential.Admission).Select(admission => profiles.GetValueOrDefault(admission.Id) is { } profile
            ? new NamedDevice(profile.Name, admission, profile.Card)
            : new NamedDevice(string.Empty, admission, null));
    }

    private IEnumerable<NamedDevice> Admitted() => new PeopleDirectory(session).All()
        .Select(person => new NamedDevice(person.Record.Name, person.Admission, ObjectCodec.Decode<MailboxCard>(person.Record.Card)));
}
