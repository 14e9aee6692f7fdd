namespace SecureDialogue.Client.Cbor;

/// <summary>
/// The body of a signed object. Signatures stand in the same map under key 63 and cover <c>label || 0x00 || body</c>, where the body
/// is the map without key 63; the object's id is the SHA-256 of that body.
/// </summary>
/// <typeparam name="TSelf">The object's own type.</typeparam>
public interface ISignedObject<TSelf> : IDialogueObject<TSelf>
    where TSelf : ISignedObject<TSelf>
{
    /// <summary>The label of this type, one of <see cref="Trust.SigningLabels"/>.</summary>
    static abstract string Label { get; }
}
