using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Revocations;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>Orders to remove somebody, signed by the Charter's quorum. When they are complete each signer's device posts them in the channels they name.</summary>
internal sealed class RemovalEffect(DeviceSession session) : IPaperEffect
{
    /// <inheritdoc />
    public bool WaitsForObjections => false;

    /// <inheritdoc />
    public bool OutlivesWithdrawal => false;

    /// <inheritdoc />
    public PaperRefusal Judge(Paper paper)
    {
        if (session.Charters is not { } charters || Orders(paper).Any(order => charters.Find(order.Body.Charter) is null))
        {
            return PaperRefusal.TooEarly;
        }

        return Orders(paper).Select(order => Judge(paper, order, charters)).FirstOrDefault(refusal => refusal != PaperRefusal.None);
    }

    /// <inheritdoc />
    public bool HasSay(Paper paper, PaperObject part, DeviceKey device) => session.Charters?.Head.FindOfficer(device) is not null;

    /// <inheritdoc />
    public IReadOnlyList<DeviceKey> Signers(Paper paper) => [.. session.Charters?.Head.Officers.Select(officer => officer.Key) ?? []];

    /// <inheritdoc />
    public IReadOnlyList<DeviceKey> Missing(Paper paper) => session.Charters?.Head is { } charter
        ? MissingSigners.Of(
            charter.Quorum, new RuleSubject(charter.PartyCodes, null), [.. charter.Officers.Select(officer => officer.AsSigner())], paper.IsSignedBy)
        : [];

    /// <inheritdoc />
    public bool IsMet(Paper paper) =>
        session.Charters is { } charters && Orders(paper).All(order => RemovalRules.Check(order, charters) == RemovalRefusal.None);

    /// <inheritdoc />
    public void RequireSignable(Paper paper)
    {
    }

    /// <inheritdoc />
    public void Complete(StoreWriter writer, Paper paper)
    {
        foreach (var order in Orders(paper))
        {
            // The next sync posts it in each channel that it names and where its target stands.
            KnownCuts.Keep(writer, order);
        }

        session.Notices.Add($"{Describe(paper).About}: all signatures are there");
    }

    /// <inheritdoc />
    public void Withdrawn(StoreWriter writer, Paper paper)
    {
    }

    /// <inheritdoc />
    public PaperWords Describe(Paper paper)
    {
        var orders = Orders(paper).Select(order => order.Body).ToArray();
        var names = string.Join(", ", orders.Select(NameOf).Distinct());
        return new PaperWords($"removal of {names} from {Place(orders[0].Channel)}", [.. orders.SelectMany(Terms)]);
    }

    private PaperRefusal Judge(Paper paper, CoSigned<RemovalOrder> order, CharterChain charters)
    {
        // An order holds only under the version that it names, which was in force when it was proposed.
        var refusal = RemovalRules.Check(order, charters);
        return refusal == RemovalRefusal.AnotherCharter
            ? PaperRefusal.OlderCharter
            : PaperRefusals.Of(refusal, HasSay(paper, paper.Objects[0], paper.Proposer));
    }

    private IEnumerable<string> Terms(RemovalOrder order) =>
    [
        $"{NameOf(order)} is removed from {Place(order.Channel)}",
        order.Reason.Length == 0 ? "no reason is given" : $"reason: {order.Reason}",
        $"dated {AdmissionWords.Time(order.Hour)}",
    ];

    private string NameOf(RemovalOrder order)
    {
        var known = new Amendments.KnownAdmissions(session).All().Where(one => one.Admission.Id == order.Admission || one.Admission.Body.Person == order.Person);
        return known.Select(one => one.Name).FirstOrDefault(name => name.Length > 0) ?? $"somebody unknown here ({order.Admission?.ToString() ?? order.Person.ToString()})";
    }

    private string Place(Opaque? channel)
    {
        if (channel is not { } id)
        {
            return "all channels";
        }

        var shelf = new ChannelShelf(session);
        var state = shelf.All().FirstOrDefault(state => id.Span.SequenceEqual(state.Id));
        return state is null ? $"a channel in which this device is not ({ShortId.Of(id.Span)})" : shelf.TitleOf(state);
    }

    private static IReadOnlyList<CoSigned<RemovalOrder>> Orders(Paper paper) => paper.All<RemovalOrder>();
}
