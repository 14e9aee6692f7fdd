namespace SecureDialogue.Wire.Proofs;

/// <summary>What the owner key signs to put key packages: mailbox, whether they replace, hash of all.</summary>
public static class PackagesProof
{
    /// <summary>The bytes to sign.</summary>
    /// <param name="context">The connection.</param>
    /// <param name="request">The request; its signature is not read.</param>
    public static byte[] Bytes(ProofContext context, PutPackagesRequest request) => new ProofWriter(ProofLabel.Packages, context)
        .Id(request.Mailbox).Number(request.Replace ? 1UL : 0UL).Hashed(request.Packages)
        .ToBytes();
}
