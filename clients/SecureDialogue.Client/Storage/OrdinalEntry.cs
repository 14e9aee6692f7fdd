namespace SecureDialogue.Client.Storage;

/// <summary>A record that is found by its number.</summary>
/// <param name="Ordinal">The number it was put under.</param>
/// <param name="Value">Its value; the caller's own copy.</param>
public sealed record OrdinalEntry(long Ordinal, ReadOnlyMemory<byte> Value);
