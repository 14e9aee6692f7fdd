namespace SecureDialogue.Mls.Groups;

/// <summary>The resumption key of an epoch (RFC 9420 §8.6).</summary>
/// <param name="GroupId">The group.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="Secret">The key; lent where it is given to a method, owned by the caller where one returns it.</param>
public sealed record ResumptionPsk(ReadOnlyMemory<byte> GroupId, ulong Epoch, Crypto.Secret Secret);
