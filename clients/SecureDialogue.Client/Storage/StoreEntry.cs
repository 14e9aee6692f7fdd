namespace SecureDialogue.Client.Storage;

/// <summary>A record that is found by its key.</summary>
/// <param name="Key">The key it was put under.</param>
/// <param name="Value">Its value; the caller's own copy.</param>
public sealed record StoreEntry(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value);
