using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>What several people sign together, with everything this device knows about it. Never changed: each step makes another.</summary>
/// <param name="Kind">What its objects are.</param>
/// <param name="Objects">1 to 17; the id of the first is the paper's.</param>
/// <param name="Proposer">Who proposed it; of an admission the host, who compared the digits.</param>
/// <param name="Hour">When.</param>
internal sealed record Paper(PaperKind Kind, IReadOnlyList<PaperObject> Objects, DeviceKey Proposer, UnixHour Hour)
{
    /// <summary>After so many hours without its signatures a paper lapses: letters do not wait longer at the relay.</summary>
    private const uint LapseHours = 60 * 24;

    /// <summary>The id: that of the first object.</summary>
    internal ObjectHash Id => Objects[0].Id;

    /// <summary>The id as people type it.</summary>
    internal string ShortId => Sync.ShortId.Of(Id.Value.Span);

    /// <summary>For the signers; may be empty.</summary>
    internal string Note { get; init; } = string.Empty;

    /// <summary>What became of it.</summary>
    internal PaperState State { get; init; } = PaperState.Open;

    /// <summary>Devices it is about and other signers, as whoever proposed it knew them.</summary>
    internal IReadOnlyList<Contact> Contacts { get; init; } = [];

    /// <summary>With an admission: what officers wrote down.</summary>
    internal VettingChecklist? Checklist { get; init; }

    /// <summary>What was said about it, in the order in which it came.</summary>
    internal IReadOnlyList<PaperRemark> Remarks { get; init; } = [];

    /// <summary>Objections that whoever made them has not withdrawn. A withdrawal repeats the objection's words, so that no order of letters matters.</summary>
    internal IReadOnlyList<PaperRemark> OpenObjections => [.. Remarks.Where(one => one.Kind == RemarkKind.Objection && !Remarks.Any(
        other => other.Kind == RemarkKind.ObjectionWithdrawn && other.Sender == one.Sender && other.Text == one.Text))];

    /// <summary>The objects of one type, in order.</summary>
    internal IReadOnlyList<CoSigned<T>> All<T>()
        where T : ISignedObject<T> => [.. Objects.OfType<PaperObject<T>>().Select(one => one.Signed)];

    /// <summary>Whether a device has signed.</summary>
    internal bool IsSignedBy(DeviceKey device) => Objects.Any(one => one.Signatures.Any(signature => signature.Signer == device));

    /// <summary>Whether it can be signed no more because nobody finished it in time.</summary>
    internal bool HasLapsed(UnixHour now) => State == PaperState.Open && now >= Hour.Plus(LapseHours);

    /// <summary>The paper as it travels.</summary>
    internal Proposal ToProposal() => new(Kind, [.. Objects.Select(one => new Opaque(one.Encode()))], Contacts, Note, Checklist, Hour);

    /// <summary>The paper in a letter. Nothing in it was judged.</summary>
    /// <exception cref="MalformedObjectException">An object is not of the kind the paper says.</exception>
    internal static Paper Of(Proposal proposal, DeviceKey sender) => new(
        proposal.Kind, [.. proposal.Objects.Select((bytes, place) => PaperObject.Decode(proposal.Kind, place, bytes.Span))], sender, proposal.Hour)
    {
        Note = proposal.Note,
        Contacts = proposal.Contacts,
        Checklist = proposal.Checklist,
    };
}
