namespace SecureDialogue.Wire.Proofs;

/// <summary>What the management key signs to open a dialogue: dialogue, management key, close mark, SHA-256(pass).</summary>
public static class DialogueProof
{
    /// <summary>The bytes to sign.</summary>
    /// <param name="context">The connection.</param>
    /// <param name="request">The request; its signature is not read.</param>
    public static byte[] Bytes(ProofContext context, CreateDialogueRequest request) => new ProofWriter(ProofLabel.Dialogue, context)
        .Id(request.Dialogue).Fixed(request.ManagementKey.Span, Limits.KeyBytes).Fixed(request.CloseMark.Span, CloseMark.Bytes).Hashed(request.Pass.Span)
        .ToBytes();
}
