namespace SecureDialogue.Mls.Groups;

/// <summary>A key shared outside the group (RFC 9420 §8.4).</summary>
/// <param name="Id">Its name on the wire.</param>
/// <param name="Secret">The key; lent.</param>
public sealed record ExternalPsk(ReadOnlyMemory<byte> Id, Crypto.Secret Secret);
