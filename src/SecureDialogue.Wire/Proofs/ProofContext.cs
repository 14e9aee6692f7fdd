namespace SecureDialogue.Wire.Proofs;

/// <summary>What binds a proof to one connection with one relay.</summary>
/// <param name="Relay">The installation, from <see cref="HelloReply.Relay"/>.</param>
/// <param name="Nonce">32 bytes, from <see cref="HelloReply.Nonce"/>.</param>
public sealed record ProofContext(RelayId Relay, ReadOnlyMemory<byte> Nonce);
