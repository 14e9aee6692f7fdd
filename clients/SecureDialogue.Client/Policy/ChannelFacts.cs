using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Policy;

/// <summary>
/// All that a verdict may know: what the channel's log said before the commit. Orders, revocations and Charters are listed only after
/// <see cref="RemovalRules"/> or <see cref="SignedCharterChain.Verify"/> accepted them at their place in the log.
/// </summary>
public sealed record ChannelFacts
{
    private const uint HoursOfDay = 24;

    /// <summary>The channel's id.</summary>
    public required Opaque Channel { get; init; }

    /// <summary>What never changes in it.</summary>
    public required ChannelDescriptor Descriptor { get; init; }

    /// <summary>The Charter as known in this channel.</summary>
    public required CharterChain Charters { get; init; }

    /// <summary>The leaves before the commit.</summary>
    public required IReadOnlyList<RosterLeaf> Roster { get; init; }

    /// <summary>The hour of the last commit.</summary>
    public UnixHour LastHour { get; init; }

    /// <summary>Accepted removal orders.</summary>
    public IReadOnlyList<RemovalOrder> RemovalOrders { get; init; } = [];

    /// <summary>Accepted revocations.</summary>
    public IReadOnlyList<Revocation> Revocations { get; init; } = [];

    /// <summary>The leaf signature keys whose owners posted that they leave.</summary>
    public IReadOnlyList<Opaque> LeavingLeafKeys { get; init; } = [];

    /// <summary>When each device was last swapped here.</summary>
    public IReadOnlyDictionary<DeviceKey, UnixHour> LastSwaps { get; init; } = new Dictionary<DeviceKey, UnixHour>();

    /// <summary>The leaf at an index, if there is one.</summary>
    /// <param name="leaf">The index.</param>
    public RosterLeaf? Find(uint leaf) => Roster.FirstOrDefault(member => member.Leaf == leaf);

    /// <summary>Whether an admission was ordered out or revoked in this channel's log.</summary>
    /// <param name="admission">The admission.</param>
    public bool IsCutOff(CoSigned<Admission> admission) =>
        RemovalOrders.Any(order => order.Covers(admission, Channel)) || Revocations.Any(revocation => revocation.Covers(admission.Body));

    /// <summary>
    /// Whether the removal of a standing leaf is due at an hour: expired, ordered out, revoked, or left out by an amendment. Its later messages are not shown.
    /// </summary>
    /// <param name="credential">The leaf's credential.</param>
    /// <param name="hour">The hour.</param>
    public bool IsRemovalDue(DeviceCredential credential, UnixHour hour) =>
        hour >= credential.Admission.Body.NotAfter || IsCutOff(credential.Admission) || !AdmissionRules.IsCarriedOver(credential.Admission, Charters);

    /// <summary>Whether the owner of a leaf posted that they leave.</summary>
    /// <param name="credential">The leaf's credential.</param>
    public bool HasLeft(DeviceCredential credential) => LeavingLeafKeys.Contains(credential.Certificate.Body.LeafKey);

    /// <summary>Whether a device was swapped here on the day of an hour.</summary>
    /// <param name="hour">The hour.</param>
    /// <param name="device">The device.</param>
    public bool WasSwappedOn(UnixHour hour, DeviceKey device) =>
        LastSwaps.TryGetValue(device, out var last) && last.Value / HoursOfDay == hour.Value / HoursOfDay;
}
