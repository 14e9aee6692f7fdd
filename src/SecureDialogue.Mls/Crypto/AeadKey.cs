namespace SecureDialogue.Mls.Crypto;

/// <summary>Key and nonce of one AEAD call, borrowed from their owner.</summary>
internal readonly ref struct AeadKey(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce)
{
    internal ReadOnlySpan<byte> Key { get; } = key;

    internal ReadOnlySpan<byte> Nonce { get; } = nonce;
}
