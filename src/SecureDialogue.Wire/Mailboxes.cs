namespace SecureDialogue.Wire;

/// <summary>Makes a mailbox. A retry with the same id and owner key is answered <see cref="RelayCode.Ok"/>.</summary>
/// <param name="Pass">32 bytes, a mailbox pass.</param>
/// <param name="Mailbox">Drawn by the client.</param>
/// <param name="OwnerKey">Ed25519, 32 bytes.</param>
/// <param name="DropTokenHash">SHA-256 of the drop token, 32 bytes.</param>
/// <param name="CloseMark">32 bytes, by which a dialogue that is closed finds it (<see cref="Wire.CloseMark"/>).</param>
/// <param name="Signature">64 bytes, by the owner key (<see cref="Proofs.MailboxProof"/>).</param>
public sealed record CreateMailboxRequest(ReadOnlyMemory<byte> Pass, MailboxId Mailbox, ReadOnlyMemory<byte> OwnerKey, ReadOnlyMemory<byte> DropTokenHash, ReadOnlyMemory<byte> CloseMark, ReadOnlyMemory<byte> Signature);

/// <summary>Opens a mailbox on a connection that is used for nothing else.</summary>
/// <param name="Mailbox">The mailbox.</param>
/// <param name="Signature">64 bytes, by the owner key (<see cref="Proofs.MailboxProof"/>).</param>
public sealed record OpenMailboxRequest(MailboxId Mailbox, ReadOnlyMemory<byte> Signature);

/// <summary>What waits in the mailbox.</summary>
/// <param name="Code">How the relay answers.</param>
/// <param name="Letters">Letters waiting.</param>
/// <param name="Packages">Key packages left.</param>
public sealed record OpenMailboxReply(RelayCode Code, int Letters, int Packages) : IReply<OpenMailboxReply>
{
    /// <inheritdoc />
    public static OpenMailboxReply Refused(RelayCode code) => new(code, default, default);
}

/// <summary>Adds sealed key packages, in the order in which they shall be handed out. The last is handed out again and again until replaced.</summary>
/// <param name="Mailbox">The mailbox opened on this connection.</param>
/// <param name="Replace">Whether all earlier ones are dropped.</param>
/// <param name="Packages">Sealed, each at most <see cref="Limits.PackageBytes"/>.</param>
/// <param name="Signature">64 bytes, by the owner key (<see cref="Proofs.PackagesProof"/>).</param>
public sealed record PutPackagesRequest(MailboxId Mailbox, bool Replace, IReadOnlyList<ReadOnlyMemory<byte>> Packages, ReadOnlyMemory<byte> Signature);

/// <summary>Reads waiting letters, oldest first, beginning after those already handed out on this connection.</summary>
/// <param name="Mailbox">The mailbox opened on this connection.</param>
public sealed record ReadLettersRequest(MailboxId Mailbox);

/// <summary>A sealed letter.</summary>
/// <param name="Id">Drawn by the sender.</param>
/// <param name="Bytes">At most <see cref="Limits.LetterBytes"/>.</param>
public sealed record Letter(LetterId Id, ReadOnlyMemory<byte> Bytes);

/// <summary>Letters, and whether more wait.</summary>
/// <param name="Code">How the relay answers.</param>
/// <param name="Letters">In the order in which they are to be processed.</param>
/// <param name="More">Whether another call brings more.</param>
public sealed record ReadLettersReply(RelayCode Code, IReadOnlyList<Letter> Letters, bool More) : IReply<ReadLettersReply>
{
    /// <inheritdoc />
    public static ReadLettersReply Refused(RelayCode code) => new(code, [], default);
}

/// <summary>Deletes letters that were processed and persisted. Unknown ids are ignored.</summary>
/// <param name="Mailbox">The mailbox opened on this connection.</param>
/// <param name="Letters">1 to <see cref="Limits.Acknowledgements"/>.</param>
public sealed record AcknowledgeLettersRequest(MailboxId Mailbox, IReadOnlyList<LetterId> Letters);

/// <summary>Drops a letter into somebody's mailbox, from any mailbox connection. A retry with the same id is answered <see cref="RelayCode.Ok"/> and stores nothing.</summary>
/// <param name="Mailbox">The receiver.</param>
/// <param name="DropToken">32 bytes, from the owner's card.</param>
/// <param name="Letter">Drawn by the sender.</param>
/// <param name="Bytes">At most <see cref="Limits.LetterBytes"/>.</param>
public sealed record DropRequest(MailboxId Mailbox, ReadOnlyMemory<byte> DropToken, LetterId Letter, ReadOnlyMemory<byte> Bytes);

/// <summary>Takes one key package out of somebody's mailbox.</summary>
/// <param name="Mailbox">Whose package.</param>
/// <param name="DropToken">32 bytes, from the owner's card.</param>
public sealed record FetchPackageRequest(MailboxId Mailbox, ReadOnlyMemory<byte> DropToken);

/// <summary>A sealed key package.</summary>
/// <param name="Code">How the relay answers.</param>
/// <param name="Package">At most <see cref="Limits.PackageBytes"/>.</param>
/// <param name="Last">Whether it is the last, which others get too.</param>
public sealed record FetchPackageReply(RelayCode Code, ReadOnlyMemory<byte> Package, bool Last) : IReply<FetchPackageReply>
{
    /// <inheritdoc />
    public static FetchPackageReply Refused(RelayCode code) => new(code, default, default);
}
