namespace SecureDialogue.Client.Admissions;

/// <summary>A request received here.</summary>
/// <param name="Request">The signed request as it came.</param>
/// <param name="Invitation">SHA-256 of the secret it carried: the invitation's key.</param>
/// <param name="Nonce">32 bytes, drawn here when it came.</param>
/// <param name="State">What became of it.</param>
internal sealed record StoredRequest(byte[] Request, byte[] Invitation, byte[] Nonce, RequestState State)
{
    /// <summary>The id of the paper that answers it, 32 bytes; absent until one is proposed.</summary>
    public byte[]? Paper { get; init; }
}
