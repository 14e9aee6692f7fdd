namespace SecureDialogue.Client.Founding;

/// <summary>Another founder's key and mailbox, as they came.</summary>
/// <param name="Request">The signed founding request.</param>
/// <param name="Link">SHA-256 of the secret it carried: the founding link's key.</param>
/// <param name="InDoubt">Whether another device answered the same link, or its pass was spent.</param>
internal sealed record StoredFounder(byte[] Request, byte[] Link, bool InDoubt);
