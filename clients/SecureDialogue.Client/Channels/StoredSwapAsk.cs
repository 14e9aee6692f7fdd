namespace SecureDialogue.Client.Channels;

/// <summary>Whom this device asked to swap its leaf in a channel.</summary>
/// <param name="LeafNode">SHA-256 of the leaf node that was named.</param>
/// <param name="Asked">Device keys, in order.</param>
/// <param name="AskedAt">When the last one was asked, hours since 1970.</param>
internal sealed record StoredSwapAsk(byte[] LeafNode, IReadOnlyList<byte[]> Asked, uint AskedAt);
