using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>A paper as the store keeps it, under its id.</summary>
/// <param name="Kind">What its objects are.</param>
/// <param name="Objects">1 to 17 objects, each with the signatures gathered so far.</param>
/// <param name="Proposer">The device key of whoever proposed it, 32 bytes.</param>
/// <param name="Note">For the signers.</param>
/// <param name="Hour">When it was proposed, hours since 1970.</param>
/// <param name="State">What became of it.</param>
internal sealed record StoredPaper(int Kind, IReadOnlyList<byte[]> Objects, byte[] Proposer, string Note, uint Hour, int State)
{
    /// <summary>Devices it is about and other signers, as whoever proposed it knew them.</summary>
    public IReadOnlyList<byte[]> Contacts { get; init; } = [];

    /// <summary>With an admission: what officers wrote down.</summary>
    public byte[]? Checklist { get; init; }

    /// <summary>What was said about it.</summary>
    public IReadOnlyList<StoredRemark> Remarks { get; init; } = [];

    internal static StoredPaper Of(Paper paper) => new(
        (int)paper.Kind, [.. paper.Objects.Select(one => one.Encode())], paper.Proposer.Value.ToArray(), paper.Note, paper.Hour.Value, (int)paper.State)
    {
        Contacts = [.. paper.Contacts.Select(one => one.Encode())],
        Checklist = paper.Checklist?.Encode(),
        Remarks = [.. paper.Remarks.Select(StoredRemark.Of)],
    };

    internal Paper Read() => new(
        (PaperKind)Kind, [.. Objects.Select((bytes, place) => PaperObject.Decode((PaperKind)Kind, place, bytes))], new DeviceKey(new Opaque(Proposer)), new UnixHour(Hour))
    {
        Note = Note,
        State = (PaperState)State,
        Contacts = [.. Contacts.Select(bytes => ObjectCodec.Decode<Contact>(bytes))],
        Checklist = Checklist is { } bytes ? ObjectCodec.Decode<VettingChecklist>(bytes) : null,
        Remarks = [.. Remarks.Select(one => one.Read())],
    };
}
