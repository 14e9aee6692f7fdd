namespace SecureDialogue.Wire.Proofs;

/// <summary>What the owner key signs to create or open a mailbox.</summary>
public static class MailboxProof
{
    /// <summary>The whole request: mailbox, owner key, both token hashes, SHA-256(pass).</summary>
    /// <param name="context">The connection.</param>
    /// <param name="request">The request; its signature is not read.</param>
    public static byte[] Create(ProofContext context, CreateMailboxRequest request) => new ProofWriter(ProofLabel.CreateMailbox, context)
        .Id(request.Mailbox).Fixed(request.OwnerKey.Span, Limits.KeyBytes)
        .Fixed(request.DropTokenHash.Span, Limits.KeyBytes).Fixed(request.CloseMark.Span, CloseMark.Bytes).Hashed(request.Pass.Span)
        .ToBytes();

    /// <summary>The mailbox.</summary>
    /// <param name="context">The connection.</param>
    /// <param name="request">The request; its signature is not read.</param>
    public static byte[] Open(ProofContext context, OpenMailboxRequest request) => new ProofWriter(ProofLabel.OpenMailbox, context)
        .Id(request.Mailbox)
        .ToBytes();
}
