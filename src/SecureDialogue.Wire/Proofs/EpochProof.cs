namespace SecureDialogue.Wire.Proofs;

/// <summary>What an epoch's access key signs to prove it: channel, epoch.</summary>
public static class EpochProof
{
    /// <summary>The bytes to sign.</summary>
    /// <param name="context">The connection.</param>
    /// <param name="request">The request; its signature is not read.</param>
    public static byte[] Bytes(ProofContext context, ProveRequest request) => new ProofWriter(ProofLabel.Prove, context)
        .Id(request.Channel).Number(request.Epoch)
        .ToBytes();
}
