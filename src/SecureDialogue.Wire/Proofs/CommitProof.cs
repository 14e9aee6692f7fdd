namespace SecureDialogue.Wire.Proofs;

/// <summary>What the current access key, and a steward's beside it, signs to end its epoch: channel, epoch, message id, after, SHA-256(item), next key.</summary>
public static class CommitProof
{
    /// <summary>The bytes to sign.</summary>
    /// <param name="context">The connection.</param>
    /// <param name="request">The request; its signatures and the steward's key are not read.</param>
    public static byte[] Bytes(ProofContext context, CommitRequest request) => new ProofWriter(ProofLabel.Commit, context)
        .Id(request.Channel).Number(request.Epoch).Id(request.Message).Number(request.After).Hashed(request.Bytes.Span)
        .Fixed(request.NextKey.Span, Limits.KeyBytes)
        .ToBytes();
}
