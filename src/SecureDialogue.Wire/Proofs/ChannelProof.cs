namespace SecureDialogue.Wire.Proofs;

/// <summary>What epoch 0's access key signs to create a channel: the whole request.</summary>
public static class ChannelProof
{
    /// <summary>Channel, access key, hash of the steward keys, close-token hash, days, SHA-256(pass).</summary>
    /// <param name="context">The connection.</param>
    /// <param name="request">The request; its signature is not read.</param>
    public static byte[] Bytes(ProofContext context, CreateChannelRequest request) => new ProofWriter(ProofLabel.CreateChannel, context)
        .Id(request.Channel).Fixed(request.AccessKey.Span, Limits.KeyBytes).Hashed(request.StewardKeys)
        .Fixed(request.CloseMark.Span, CloseMark.Bytes).Number((long)request.TalkDays).Hashed(request.Pass.Span)
        .ToBytes();
}
