namespace SecureDialogue.Client.Channels;

/// <summary>Somebody asked this device to swap their leaf; judged at the head of the channel's log.</summary>
/// <param name="Request">The signed request.</param>
/// <param name="Sender">The device that signed the letter, 32 bytes.</param>
internal sealed record StoredSwapRequest(byte[] Request, byte[] Sender);
