namespace SecureDialogue.Client.Cbor;

/// <summary>A field of a newer version (key 64 or above), kept so that re-encoding gives the same bytes.</summary>
/// <param name="Key">64..255.</param>
/// <param name="Value">The encoded value.</param>
public sealed record UnknownField(byte Key, Opaque Value);
