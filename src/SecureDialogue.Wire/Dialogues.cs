namespace SecureDialogue.Wire;

/// <summary>Opens a dialogue with the pass of the Begin link. A retry with the same id and key is answered <see cref="RelayCode.Ok"/>.</summary>
/// <param name="Pass">The token of the Begin link, as UTF-8.</param>
/// <param name="Dialogue">Drawn by the client.</param>
/// <param name="ManagementKey">Ed25519, 32 bytes: signs the minting of passes.</param>
/// <param name="CloseMark">32 bytes, by which a dialogue that is closed is found (<see cref="Wire.CloseMark"/>).</param>
/// <param name="Signature">64 bytes, by the management key (<see cref="Proofs.DialogueProof"/>).</param>
public sealed record CreateDialogueRequest(ReadOnlyMemory<byte> Pass, RelayDialogueId Dialogue, ReadOnlyMemory<byte> ManagementKey, ReadOnlyMemory<byte> CloseMark, ReadOnlyMemory<byte> Signature);

/// <summary>Makes passes that the relay will accept once each. A retry with the same hashes is answered <see cref="RelayCode.Ok"/>.</summary>
/// <param name="Dialogue">Whose quota is used.</param>
/// <param name="Kind">What the passes are for.</param>
/// <param name="PassHashes">SHA-256 of each pass, 32 bytes, 1 to <see cref="Limits.Passes"/>.</param>
/// <param name="Signature">64 bytes, by the management key (<see cref="Proofs.MintProof"/>).</param>
public sealed record MintPassesRequest(RelayDialogueId Dialogue, PassKind Kind, IReadOnlyList<ReadOnlyMemory<byte>> PassHashes, ReadOnlyMemory<byte> Signature);
