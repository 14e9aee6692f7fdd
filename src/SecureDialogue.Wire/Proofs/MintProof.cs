namespace SecureDialogue.Wire.Proofs;

/// <summary>What the management key signs to mint passes: dialogue, kind, hash of all pass hashes.</summary>
public static class MintProof
{
    /// <summary>The bytes to sign.</summary>
    /// <param name="context">The connection.</param>
    /// <param name="request">The request; its signature is not read.</param>
    public static byte[] Bytes(ProofContext context, MintPassesRequest request) => new ProofWriter(ProofLabel.Mint, context)
        .Id(request.Dialogue).Number((ulong)request.Kind).Hashed(request.PassHashes)
        .ToBytes();
}
