using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>An officer's answer to a request: a fresh nonce, from which the digits follow, and the Charter to read.</summary>
/// <param name="Request">The request's id.</param>
/// <param name="Nonce">32 fresh random bytes, drawn after the request came.</param>
/// <param name="Charters">The Charter's versions.</param>
public sealed record RequestReply(
    ObjectHash Request,
    Opaque Nonce,
    SignedCharterChain Charters) : IDialogueObject<RequestReply>
{
    /// <inheritdoc />
    public static int MaxBytes => SignedCharterChain.MaxBytes + 1024;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static RequestReply Read(ObjectReader fields) =>
        new(
            fields.Hash(1),
            fields.Bytes(2, 32),
            fields.Charters(3))
        {
            Unknown = fields.Finish(),
        };

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Bytes(1, Request.Value);
        fields.Bytes(2, Nonce);
        fields.Bytes(3, Charters.Encode());
    }
}
