using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Revocations;

/// <summary>
/// Every revocation and removal order that this device knows: from the logs of its channels, from letters and from papers. None of
/// them has effect in a channel before its place in that channel's log; what is kept here is what to post there, and whom not to follow.
/// </summary>
internal sealed class KnownCuts
{
    private readonly IReadOnlyList<CoSigned<Revocation>> _revocations;
    private readonly IReadOnlyList<CoSigned<RemovalOrder>> _orders;

    internal KnownCuts(DeviceSession session)
    {
        var all = session.Store.List(Bucket.Cuts).Select(entry => LocalRecord.Decode<StoredCut>(entry.Value.ToArray())).ToArray();
        _revocations = [.. all.Where(one => !one.IsOrder).Select(one => SignedCodec.DecodeCoSigned<Revocation>(one.Signed))];
        _orders = [.. all.Where(one => one.IsOrder).Select(one => SignedCodec.DecodeCoSigned<RemovalOrder>(one.Signed))];
    }

    /// <summary>All revocations.</summary>
    internal IReadOnlyList<CoSigned<Revocation>> Revocations => _revocations;

    /// <summary>Keeps a revocation whose signatures were checked.</summary>
    internal static void Keep(StoreWriter writer, CoSigned<Revocation> revocation) =>
        LocalRecord.Put(writer, Bucket.Cuts, revocation.Id.Value.Span, new StoredCut(false, revocation.Encode()));

    /// <summary>Keeps a removal order whose signatures were checked.</summary>
    internal static void Keep(StoreWriter writer, CoSigned<RemovalOrder> order) =>
        LocalRecord.Put(writer, Bucket.Cuts, order.Id.Value.Span, new StoredCut(true, order.Encode()));

    /// <summary>Whether a revocation is kept already.</summary>
    internal static bool Has(DeviceSession session, CoSigned<Revocation> revocation) =>
        session.Store.Get(Bucket.Cuts, revocation.Id.Value.Span) is not null;

    /// <summary>Whether somebody was cut off from a channel, as far as this device knows.</summary>
    internal bool Covers(CoSigned<Admission> admission, Opaque channel) =>
        _orders.Any(order => order.Body.Covers(admission, channel)) || _revocations.Any(revocation => revocation.Body.Covers(admission.Body));

    /// <summary>Whether a person was cut off with all devices, by an admission of one: no further device comes of it.</summary>
    internal bool CoversPersonOf(CoSigned<Admission> admission) =>
        _orders.Any(order => order.Body.Person is not null && order.Body.Covers(admission, default))
        || _revocations.Any(revocation => revocation.Body.WholePerson && revocation.Body.Covers(admission.Body));

    /// <summary>The first hour, not before another one, in which an admission of a person holds in spite of what cut the person off.</summary>
    internal UnixHour FirstHour(PersonTag person, UnixHour hour) => _orders
        .Where(order => order.Body.Person == person)
        .Select(order => order.Body.Hour)
        .Concat(_revocations.Where(one => one.Body.WholePerson && one.Body.Target.Body.Person == person).Select(one => one.Body.Hour))
        .Select(cut => cut.Plus(1))
        .Append(hour)
        .Max();

    /// <summary>Whether something known that covers an admission would hold in a channel's log.</summary>
    internal bool CanTakeEffect(CoSigned<Admission> admission, Opaque channel, CharterChain charters, IReadOnlyList<Revocation> before) =>
        _orders.Any(order => order.Body.Covers(admission, channel) && RemovalRules.Check(order, charters) == RemovalRefusal.None)
        || _revocations.Any(revocation => revocation.Body.Covers(admission.Body) && RemovalRules.Check(revocation, charters, before) == RemovalRefusal.None);

    /// <summary>
    /// What covers somebody who stands in a channel and is not in its facts, as content to be posted there. The older first: a device that
    /// signed one may have been cut off by the next.
    /// </summary>
    internal IEnumerable<(ObjectHash Id, ContentBody Body, bool Holds)> MissingIn(ChannelFacts facts, DeviceKey own)
    {
        var others = facts.Roster.Where(member => member.Credential.Device != own && !facts.IsCutOff(member.Credential.Admission)).ToArray();
        var revocations = _revocations
            .Where(revocation => others.Any(member => revocation.Body.Covers(member.Credential.Admission.Body)))
            .OrderBy(revocation => revocation.Body.Hour)
            .Select(one => (one.Id, (ContentBody)new RevocationContent(one), RemovalRules.Check(one, facts.Charters, facts.Revocations) == RemovalRefusal.None));
        var orders = _orders
            .Where(order => others.Any(member => order.Body.Covers(member.Credential.Admission, facts.Channel)))
            .Select(one => (one.Id, (ContentBody)new RemovalOrderContent(one), RemovalRules.Check(one, facts.Charters) == RemovalRefusal.None));
        return revocations.Concat(orders);
    }
}
